/**
 * Whether what a recording says is true: JVMs of their own with the agent, held against what the
 * kernel itself says by other ways.
 */
package io.schedprobe.truth;
