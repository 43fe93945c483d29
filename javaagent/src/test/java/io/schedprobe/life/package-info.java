/** The agent from one end to the other, in JVMs of their own and on the real kernel. */
package io.schedprobe.life;
