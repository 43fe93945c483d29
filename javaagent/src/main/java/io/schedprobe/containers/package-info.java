/**
 * What people call a container: its name and its pod's, from the files that kubelet and the
 * container runtimes keep on the node, where this process may read them.
 *
 * <p>Reads files and knows nothing of the kernel. Nothing in here throws, follows a symbolic link
 * to its target or reads more than a bounded number of bytes and directory entries.
 */
package io.schedprobe.containers;
