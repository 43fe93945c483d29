package io.schedprobe.alert;

/**
 * The service that suffers: this JVM. Escaped so that it can be shown.
 *
 * @param name comm of its main thread
 * @param pid as it knows it
 * @param cgroup path of its cgroup
 * @param host name of the host or the pod; null where not known
 */
public record Service(String name, int pid, String cgroup, String host) {}
