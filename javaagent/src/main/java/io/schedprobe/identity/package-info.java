/**
 * Who is who: the Java thread behind an OS thread id, the container behind a cgroup id.
 *
 * <p>Nothing in here guesses. A thread id that cannot be proved to have belonged to a {@link
 * java.lang.Thread} at the moment asked about yields no {@code Thread}; a cgroup path of a form
 * unknown here yields no container.
 *
 * <p>All names are handed on as they came, hostile or not; whoever prints one passes it through
 * {@link io.schedprobe.identity.Escaping}.
 */
package io.schedprobe.identity;
