package io.schedprobe.analysis.text;

import io.schedprobe.analysis.messages.Messages;
import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.ThreadKind;
import io.schedprobe.analysis.model.Work;
import io.schedprobe.analysis.overlap.PauseOverlap;
import io.schedprobe.analysis.overlap.WorkOverlap;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.OwnContention;
import io.schedprobe.analysis.total.QuotaTotals;
import io.schedprobe.analysis.total.ThreadTotals;
import io.schedprobe.analysis.total.TracerHealth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an analysis says, in sentences. Names are as the recording holds them: whoever shows a
 * sentence in HTML has to escape it.
 */
public final class Sentences {
  private Sentences() {}

  /** Who had the CPU while threads waited, such as "container web had the CPU for 8.31 s of …". */
  public static String headline(Analysis analysis) {
    if (analysis.isEmpty()) {
      return Messages.get("HEADLINE_NO_EVENT");
    }
    if (analysis.waited() == 0) {
      return Messages.get("HEADLINE_NO_WAIT");
    }
    Shares shares = analysis.knowsSingle() ? analysis.singleShares() : analysis.allShares();
    if (shares.sum() == shares.get(Share.UNATTRIBUTED)) {
      return Messages.get("HEADLINE_UNKNOWN", threads(analysis), Quantity.time(analysis.waited()));
    }
    String of = of(analysis);
    Culprits.Main outsider = Culprits.mainOutside(analysis);
    Share largest = Share.SELF;
    for (Share share : new Share[] {Share.IDLE, Share.THROTTLED, Share.UNATTRIBUTED}) {
      largest = shares.get(share) > shares.get(largest) ? share : largest;
    }
    if (analysis.knowsSingle()
        && outsider != null
        && shares.outside() >= shares.get(largest)
        && outsider.time() >= analysis.unnamed()) {
      long others = shares.outside() - outsider.time();
      String time = Quantity.time(outsider.time());
      return others > outsider.time() / 2
          ? Messages.get(
              "HEADLINE_CULPRIT_AND_OTHERS", outsider.words(), time, Quantity.time(others), of)
          : Messages.get("HEADLINE_CULPRIT", outsider.words(), time, of);
    }
    if (analysis.knowsSingle() && analysis.unnamed() > shares.get(largest)) {
      return Messages.get("HEADLINE_UNNAMED", Quantity.time(analysis.unnamed()), of);
    }
    Share cause = analysis.knowsSingle() ? largest : shares.largest();
    return Messages.get(
        "HEADLINE_CAUSE", cause(cause, analysis), Quantity.time(shares.get(cause)), of);
  }

  private static String cause(Share share, Analysis analysis) {
    QuotaTotals quota =
        share == Share.THROTTLED
            ? analysis.quotas().stream().filter(QuotaTotals::throttled).findFirst().orElse(null)
            : null;
    if (quota == null) {
      return Messages.get("CAUSE_" + share.name());
    }
    if (quota.own()) {
      return quota.limited()
          ? Messages.get("CAUSE_QUOTA_OWN_OF", amount(quota))
          : Messages.get("CAUSE_QUOTA_OWN");
    }
    return quota.limited()
        ? Messages.get("CAUSE_QUOTA_ABOVE_OF", quota.cgroup(), amount(quota))
        : Messages.get("CAUSE_QUOTA_ABOVE", quota.cgroup());
  }

  private static String of(Analysis analysis) {
    boolean single = analysis.knowsSingle();
    String total = Quantity.time(single ? analysis.single().total() : analysis.all().total());
    // Where single waits were held back or lost, the rest must not pass for the whole.
    boolean told = single && analysis.tracer().waitsMissing() > 0;
    if (single && analysis.threshold() > 0) {
      String threshold = Quantity.setting(analysis.threshold());
      return Messages.get(
          told ? "OF_SINGLE_TOLD" : "OF_SINGLE", total, threads(analysis), threshold);
    }
    return Messages.get(told ? "OF_ALL_TOLD" : "OF_ALL", total, threads(analysis));
  }

  private static String threads(Analysis analysis) {
    long threads =
        analysis.threads().stream()
            .map(analysis.knowsSingle() ? ThreadTotals::single : ThreadTotals::all)
            .filter(tally -> tally.count() > 0)
            .count();
    String text = Messages.count("THREADS", threads, Quantity.count(threads));
    return analysis.capped().threads() > 0 ? Messages.get("THREADS_OR_MORE", text) : text;
  }

  /** "0.6 CPUs (60 ms each 100 ms)". */
  public static String amount(QuotaTotals quota) {
    if (!quota.limited()) {
      return Messages.get("QUOTA_LIFTED");
    }
    String number = String.format(Locale.ROOT, "%.2f", quota.cpus()).replaceFirst("\\.?0+$", "");
    return Messages.get(
        (quota.changed() ? "QUOTA_CHANGED" : "QUOTA") + (number.equals("1") ? "_ONE" : ""),
        number,
        Quantity.setting(quota.quota()),
        Quantity.setting(quota.quotaPeriod()));
  }

  /**
   * "This socket read of thread request-1 waited 12.0 ms of its 40.0 ms for the CPU, 11.0 ms …".
   */
  public static String of(WorkOverlap overlap) {
    Work work = overlap.work();
    String kind = Messages.get("WORK_" + work.kind().name());
    String thread = work.thread().label();
    String waited = Quantity.time(overlap.waited());
    String length = Quantity.time(work.length());
    String why = why(overlap.waited(), overlap.shares(), overlap.culprit(), overlap.culpritTime());
    return work.detail().isEmpty()
        ? Messages.get("WORK", kind, thread, waited, length, why)
        : Messages.get("WORK_WITH_DETAIL", kind, work.detail(), thread, waited, length, why);
  }

  /** The same of a pause. */
  public static String of(PauseOverlap overlap) {
    String name = overlap.pause().name();
    String length = Quantity.time(overlap.pause().length());
    String thread =
        overlap.thread() == null ? Messages.get("THREAD_UNKNOWN") : overlap.thread().label();
    String longest = Quantity.time(overlap.longest());
    String why = why(overlap.waited(), overlap.shares(), overlap.culprit(), overlap.culpritTime());
    return overlap.waited() > overlap.longest()
        ? Messages.get(
            "PAUSE_LENGTHENED", name, length, thread, longest, Quantity.time(overlap.waited()), why)
        : Messages.get("PAUSE", name, length, thread, longest, why);
  }

  /** What most of a wait was for: a culprit, or a share that has none. */
  private static String why(long waited, Shares shares, Culprit culprit, long culpritTime) {
    Share largest = shares.largest();
    if (waited <= 0 || shares.sum() == 0) {
      return "";
    }
    if (culprit != null && culpritTime >= shares.get(largest) / 2 && largest.outside()) {
      return Messages.get(
          "WHY", Quantity.time(culpritTime), Messages.get("WHY_CULPRIT", culprit.words()));
    }
    return Messages.get(
        "WHY", Quantity.time(shares.get(largest)), Messages.get("WHY_" + largest.name()));
  }

  /** Time by what the running threads of this JVM work at: "application 3.20 s, GC 120 ms". */
  public static String kinds(OwnContention own) {
    return Arrays.stream(ThreadKind.values())
        .filter(kind -> own.byRunner().getOrDefault(kind, 0L) > 0)
        .sorted((a, b) -> Long.compare(own.byRunner().get(b), own.byRunner().get(a)))
        .map(kind -> Messages.get("KIND_" + kind, Quantity.time(own.byRunner().get(kind))))
        .collect(Collectors.joining(", "));
  }

  /** What was lost, "suppressed 12, suppressed time 40.1 ms"; "nothing" if so. */
  public static String losses(TracerHealth tracer) {
    List<String> lost = new ArrayList<>();
    tracer
        .lost()
        .forEach(
            (field, number) ->
                lost.add(
                    Messages.get(
                        "LOST_FIELD",
                        words(field),
                        field.endsWith("Time") ? Quantity.time(number) : Quantity.count(number))));
    if (tracer.jfrLost() > 0) {
      lost.add(Messages.get("LOST_BY_JFR", bytes(tracer.jfrLost())));
    }
    if (tracer.unread() > 0) {
      lost.add(Messages.get("LOST_UNREAD", bytes(tracer.unread())));
    }
    if (tracer.partlyByProc()) {
      lost.add(Messages.get("LOST_PART"));
    }
    if (tracer.source().equals("ebpf") && !tracer.best().throttlingMeasured()) {
      lost.add(Messages.get("LOST_QUOTA"));
    }
    if (tracer.source().equals("ebpf") && !tracer.best().backdated()) {
      lost.add(Messages.get("LOST_START"));
    }
    return lost.isEmpty() ? Messages.get("NOTHING") : String.join(", ", lost);
  }

  private static String bytes(long number) {
    return Messages.count("BYTES", number, Quantity.count(number));
  }

  /** "spansUnnamed" as "spans unnamed". */
  private static String words(String field) {
    return field.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
