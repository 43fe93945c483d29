package io.schedprobe.control;

/**
 * An event as settings speak of it.
 *
 * @param name its name, as in {@code name#threshold}
 * @param id its number in this JVM, as in {@code 123#threshold}, which {@code
 *     Recording.enable(Class)} writes
 * @param enabled whether it is when no setting says so
 * @param thresholdNanos its threshold when no setting says so; 0 where it has none
 */
record EventSetting(String name, long id, boolean enabled, long thresholdNanos) {}
