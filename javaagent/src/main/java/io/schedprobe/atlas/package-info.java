/**
 * The meters as Atlas takes them, through Netflix's own client Spectator, which batches, sends and
 * gives up. Nothing in here is loaded unless an Atlas is named.
 */
package io.schedprobe.atlas;
