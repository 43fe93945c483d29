package io.schedprobe.report.parts;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.report.view.Bar;
import java.util.ArrayList;
import java.util.List;

/** The shares of a wait in words, and as bars. */
final class ShareWords {
  /** The order in which shares stand beside each other: others first, nobody last. */
  static final List<Share> ORDER =
      List.of(
          Share.EXTERNAL,
          Share.SIBLING,
          Share.KERNEL,
          Share.SELF,
          Share.THROTTLED,
          Share.IDLE,
          Share.UNATTRIBUTED);

  private ShareWords() {}

  static String name(Share share) {
    return switch (share) {
      case EXTERNAL -> "Neighbors";
      case SIBLING -> "Own cgroup";
      case KERNEL -> "Kernel";
      case SELF -> "Own JVM";
      case THROTTLED -> "CPU quota";
      case IDLE -> "Nobody";
      case UNATTRIBUTED -> "Not known";
    };
  }

  static String meaning(Share share) {
    return switch (share) {
      case EXTERNAL -> "Tasks of other cgroups ran: the noisy neighbors, named below.";
      case SIBLING -> "Other processes of the JVM's own cgroup ran, such as a sidecar.";
      case KERNEL -> "Kernel threads ran.";
      case SELF -> "Other threads of this JVM ran: more threads were ready than it had CPUs.";
      case THROTTLED -> "The CPU quota of the JVM's cgroup, or of one above it, was used up.";
      case IDLE -> "The CPU was idle or switching: wake-up and dispatch delay.";
      case UNATTRIBUTED -> "The recording does not tell.";
    };
  }

  /** The parts of a time, in words: "Neighbors 80.1 %, Own JVM 19.9 %". */
  static String words(Shares shares) {
    List<String> words = new ArrayList<>();
    for (Share share : ORDER) {
      if (shares.get(share) > 0) {
        words.add(name(share) + " " + Quantity.percent(shares.get(share), shares.sum()));
      }
    }
    return words.isEmpty() ? "not known" : String.join(", ", words);
  }

  static Bar bar(Shares shares, boolean whole) {
    List<Bar.Portion> portions = new ArrayList<>();
    for (Share share : ORDER) {
      String label = name(share) + " " + Quantity.percent(shares.get(share), shares.sum());
      portions.add(new Bar.Portion(share.field(), label, shares.get(share)));
    }
    return Bar.of(words(shares), whole, portions, shares.sum());
  }
}
