package io.schedprobe.doctor;

/**
 * Whether an agent can be brought into another JVM while it runs.
 *
 * @param sameUserOrRoot whether the JVM will listen to this process
 * @param rootReadable whether its file system can be seen from here
 * @param disabled whether it was started with {@code -XX:+DisableAttachMechanism}
 */
public record AttachFacts(boolean sameUserOrRoot, boolean rootReadable, boolean disabled) {}
