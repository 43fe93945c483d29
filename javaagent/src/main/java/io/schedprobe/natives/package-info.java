/**
 * How native code gets from the jar into the process where hardly any directory can be written to:
 * {@link io.schedprobe.natives.Place} is somewhere to put it for a moment, {@link
 * io.schedprobe.natives.Jna} does so with JNA's own library before anything of JNA is used.
 */
package io.schedprobe.natives;
