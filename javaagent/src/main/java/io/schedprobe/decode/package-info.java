/** Bytes of the ring to the plain model; knows the layout, no I/O, never throws at bad bytes. */
package io.schedprobe.decode;
