package io.schedprobe.model;

/**
 * The kernel's word that a cgroup id has this path.
 *
 * @param path from the root of its hierarchy, "/" separated, unescaped; begins with "…/" when the
 *     kernel side could not see the whole path
 */
public record CgroupName(long id, String path) {}
