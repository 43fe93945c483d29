/**
 * What the running recordings demand of the tracer: which events, from which threshold. Nothing
 * recorded means nothing demanded.
 */
package io.schedprobe.control;
