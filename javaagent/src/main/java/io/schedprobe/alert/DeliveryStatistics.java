package io.schedprobe.alert;

/**
 * What became of the words of alerts, over all channels but JFR, since the start. Each is counted
 * once for each channel it was meant for.
 *
 * @param delivered taken by their receiver; reminders not counted
 * @param retries deliveries that failed and were tried again
 * @param refused given up at once, for the receiver did not want them
 * @param givenUp given up after the last try
 * @param overflowed given up since the queue was full
 * @param remindersLost reminders of open alerts that their receiver did not get; the next one is
 *     due a minute later
 * @param waiting in a queue now
 */
public record DeliveryStatistics(
    long delivered,
    long retries,
    long refused,
    long givenUp,
    long overflowed,
    long remindersLost,
    long waiting) {}
