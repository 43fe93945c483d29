/**
 * The way in: {@code -javaagent}, attach and {@code java -jar}. These are the only classes of
 * schedprobe that a host's class path can see; everything else is defined from {@code
 * META-INF/schedprobe.zip} and {@code META-INF/schedprobe/} in the same jar as one named module,
 * {@code io.schedprobe}, in a layer of its own, so that nothing clashes with the host and native
 * access is granted to that module alone.
 *
 * <p>Nothing here throws into the host, prints more than a line, or works on the host's main
 * thread.
 */
package io.schedprobe.boot;
