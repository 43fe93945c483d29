/** The agent's life: what is opened, what runs, and that all of it ends. */
package io.schedprobe.agent;
