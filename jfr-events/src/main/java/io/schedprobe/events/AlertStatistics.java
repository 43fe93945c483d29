package io.schedprobe.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** What became of the alerts. Cumulative. */
@Name("schedprobe.AlertStatistics")
@Label("Alert Statistics")
@Description(
    "What the detector and the channels of its alerts did, lost and gave up since the agent started; needs the option detect")
@Category("Schedprobe")
@StackTrace(false)
@Period("10 s")
public final class AlertStatistics extends Event {
  @Label("Alerts")
  @Description("Words of alerts given out, those that one is over among them")
  public long alerts;

  @Label("Resolved")
  @Description("Those that said that an alert is over")
  public long resolved;

  @Label("Cooled Down")
  @Description(
      "Alerts that began within the cooldown after the last of the same cause, and were held back")
  public long cooledDown;

  @Label("Neighbors")
  @Description("Neighbors remembered now, at most 64")
  public long neighbors;

  @Label("Neighbors Evicted")
  @Description("Neighbors forgotten for others, the longest idle first")
  public long neighborsEvicted;

  @Label("Neighbors Untracked")
  @Description(
      "Neighbors that found no place, each counted once an interval; all neighbors together include them")
  public long neighborsUntracked;

  @Label("Delivered")
  @Description("Words taken by their receiver, over all channels but JFR")
  public long delivered;

  @Label("Retries")
  @Description("Deliveries that failed and were tried again")
  public long retries;

  @Label("Refused")
  @Description("Words given up at once, for the receiver did not want them")
  public long refused;

  @Label("Given Up")
  @Description("Words given up after the last try")
  public long givenUp;

  @Label("Overflowed")
  @Description("Words given up since the queue of a channel was full")
  public long overflowed;

  @Label("Reminders Lost")
  @Description(
      "Reminders of open alerts that Alertmanager did not get; the next one is due a minute later")
  public long remindersLost;

  @Label("Waiting")
  @Description("Words in a queue now")
  public long waiting;

  @Label("Failed")
  @Description("Intervals and waits lost to the detector, and words lost, because of an error")
  public long failed;
}
