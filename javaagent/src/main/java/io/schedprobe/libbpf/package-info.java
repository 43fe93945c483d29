/**
 * Thin bindings to libbpf 1.x and to the few libc calls the tracer needs, by JNA's direct mapping.
 *
 * <p>Knows nothing about what the kernel programs observe. Nothing here is thread-safe unless it
 * says so.
 */
package io.schedprobe.libbpf;
