package io.schedprobe.analysis.text;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.ThreadKind;
import io.schedprobe.analysis.overlap.PauseOverlap;
import io.schedprobe.analysis.overlap.WorkOverlap;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.OwnContention;
import io.schedprobe.analysis.total.QuotaTotals;
import io.schedprobe.analysis.total.ThreadTotals;
import io.schedprobe.analysis.total.TracerHealth;
import java.util.Arrays;
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
      return "The recording has no event of schedprobe.";
    }
    if (analysis.waited() == 0) {
      return "No thread is known to have waited for a CPU.";
    }
    Shares shares = analysis.knowsSingle() ? analysis.singleShares() : analysis.allShares();
    if (shares.sum() == shares.get(Share.UNATTRIBUTED)) {
      return threads(analysis)
          + " waited "
          + Quantity.time(analysis.waited())
          + " for a CPU; who had it is not known.";
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
      return outsider.words()
          + " had the CPU for "
          + Quantity.time(outsider.time())
          + (others > outsider.time() / 2
              ? ", others outside this JVM for " + Quantity.time(others) + ","
              : "")
          + of;
    }
    if (analysis.knowsSingle() && analysis.unnamed() > shares.get(largest)) {
      return "Tasks that are not named in the recording had the CPU for "
          + Quantity.time(analysis.unnamed())
          + of;
    }
    Share cause = analysis.knowsSingle() ? largest : shares.largest();
    return cause(cause, analysis) + " for " + Quantity.time(shares.get(cause)) + of;
  }

  private static String cause(Share share, Analysis analysis) {
    return switch (share) {
      case EXTERNAL -> "Tasks of other cgroups had the CPU";
      case SIBLING -> "Other processes of this JVM's cgroup had the CPU";
      case KERNEL -> "Kernel threads had the CPU";
      case SELF -> "Other threads of this JVM had the CPU";
      case IDLE -> "The CPU was idle or switching";
      case THROTTLED -> usedUp(analysis);
      case UNATTRIBUTED -> "It is not known who had the CPU";
    };
  }

  private static String usedUp(Analysis analysis) {
    return analysis.quotas().stream()
        .filter(QuotaTotals::throttled)
        .findFirst()
        .map(
            quota ->
                (quota.own() ? "This JVM's cgroup" : "Cgroup " + quota.cgroup())
                    + " had used up its CPU quota"
                    + (quota.limited() ? " of " + amount(quota) : ""))
        .orElse("The CPU quota of this JVM's cgroup or of one above it was used up");
  }

  private static String of(Analysis analysis) {
    boolean single = analysis.knowsSingle();
    long total = single ? analysis.single().total() : analysis.all().total();
    return " of the "
        + Quantity.time(total)
        + " that "
        + threads(analysis)
        + " waited"
        + (single && analysis.threshold() > 0
            ? " in waits over " + Quantity.setting(analysis.threshold())
            : "")
        + ".";
  }

  private static String threads(Analysis analysis) {
    long threads =
        analysis.threads().stream()
            .map(analysis.knowsSingle() ? ThreadTotals::single : ThreadTotals::all)
            .filter(tally -> tally.count() > 0)
            .count();
    return Quantity.count(threads, "thread") + (analysis.capped().threads() > 0 ? " or more" : "");
  }

  /** "0.6 CPUs (60 ms each 100 ms)". */
  public static String amount(QuotaTotals quota) {
    if (!quota.limited()) {
      return "(lifted meanwhile)";
    }
    String number = String.format(Locale.ROOT, "%.2f", quota.cpus()).replaceFirst("\\.?0+$", "");
    return number
        + (number.equals("1") ? " CPU (" : " CPUs (")
        + Quantity.setting(quota.quota())
        + " each "
        + Quantity.setting(quota.quotaPeriod())
        + (quota.changed() ? ", changed meanwhile)" : ")");
  }

  /**
   * "This socket read of thread request-1 waited 12.0 ms of its 40.0 ms for the CPU, 11.0 ms …".
   */
  public static String of(WorkOverlap overlap) {
    String thread = overlap.work().thread().label();
    String detail = overlap.work().detail();
    return "This "
        + overlap.work().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + (detail.isEmpty() ? "" : " (" + detail + ")")
        + " of thread "
        + thread
        + " waited "
        + Quantity.time(overlap.waited())
        + " of its "
        + Quantity.time(overlap.work().length())
        + " for the CPU"
        + why(
            overlap.waited(),
            overlap.shares(),
            overlap.culprit() == null ? null : overlap.culprit().words(),
            overlap.culpritTime())
        + ".";
  }

  /** The same of a pause. */
  public static String of(PauseOverlap overlap) {
    return "In this pause ("
        + overlap.pause().name()
        + ", "
        + Quantity.time(overlap.pause().length())
        + ") thread "
        + (overlap.thread() == null ? "(unknown)" : overlap.thread().label())
        + " waited "
        + Quantity.time(overlap.longest())
        + " for the CPU"
        + (overlap.waited() > overlap.longest()
            ? ", all that can have lengthened it " + Quantity.time(overlap.waited())
            : "")
        + why(
            overlap.waited(),
            overlap.shares(),
            overlap.culprit() == null ? null : overlap.culprit().words(),
            overlap.culpritTime())
        + ".";
  }

  /** What most of a wait was for: a culprit, or a share that has none. */
  private static String why(long waited, Shares shares, String culprit, long culpritTime) {
    Share largest = shares.largest();
    if (waited <= 0 || shares.sum() == 0) {
      return "";
    }
    if (culprit != null && culpritTime >= shares.get(largest) / 2 && largest.outside()) {
      return ", " + Quantity.time(culpritTime) + " of it for " + culprit;
    }
    String cause =
        switch (largest) {
          case THROTTLED -> "since the CPU quota was used up";
          case SELF -> "for other threads of this JVM";
          case IDLE -> "while the CPU was idle or switching";
          case UNATTRIBUTED -> "for what is not known";
          case EXTERNAL -> "for tasks of other cgroups";
          case SIBLING -> "for other processes of this JVM's cgroup";
          case KERNEL -> "for kernel threads";
        };
    return ", " + Quantity.time(shares.get(largest)) + " of it " + cause;
  }

  /** Time by what the running threads of this JVM work at: "application 3.20 s, GC 120 ms". */
  public static String kinds(OwnContention own) {
    return Arrays.stream(ThreadKind.values())
        .filter(kind -> own.byRunner().getOrDefault(kind, 0L) > 0)
        .sorted((a, b) -> Long.compare(own.byRunner().get(b), own.byRunner().get(a)))
        .map(kind -> word(kind) + " " + Quantity.time(own.byRunner().get(kind)))
        .collect(Collectors.joining(", "));
  }

  private static String word(ThreadKind kind) {
    return switch (kind) {
      case GC -> "garbage collector";
      case JIT -> "compilers";
      case VM -> "the JVM itself";
      case POOL -> "the JDK's pools";
      case APPLICATION -> "the program";
    };
  }

  /** What was lost, "suppressed 12, suppressed time 40.1 ms"; "nothing" if so. */
  public static String losses(TracerHealth tracer) {
    StringBuilder text = new StringBuilder();
    tracer
        .lost()
        .forEach(
            (field, number) ->
                text.append(text.isEmpty() ? "" : ", ")
                    .append(words(field))
                    .append(' ')
                    .append(
                        field.endsWith("Time") ? Quantity.time(number) : Quantity.count(number)));
    if (tracer.jfrLost() > 0) {
      text.append(text.isEmpty() ? "" : ", ").append("by JFR itself ");
      text.append(Quantity.count(tracer.jfrLost(), "byte"));
    }
    if (tracer.unread() > 0) {
      text.append(text.isEmpty() ? "" : ", ").append("not read at the end ");
      text.append(Quantity.count(tracer.unread(), "byte"));
    }
    if (tracer.best() != null
        && tracer.source().equals("ebpf")
        && !tracer.best().throttlingMeasured()) {
      text.append(text.isEmpty() ? "" : ", ").append("the share of the CPU quota is not measured");
    }
    if (tracer.best() != null && tracer.source().equals("ebpf") && !tracer.best().backdated()) {
      text.append(text.isEmpty() ? "" : ", ").append("events do not carry the start of their wait");
    }
    return text.isEmpty() ? "nothing" : text.toString();
  }

  /** "spansUnnamed" as "spans unnamed". */
  private static String words(String field) {
    return field.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
