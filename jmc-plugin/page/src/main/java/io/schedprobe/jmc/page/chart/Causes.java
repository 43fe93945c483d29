package io.schedprobe.jmc.page.chart;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.jmc.page.Messages;
import io.schedprobe.jmc.page.waits.RunItem;
import io.schedprobe.jmc.page.waits.WaitItem;
import io.schedprobe.jmc.page.waits.Waits;
import java.awt.Color;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.osgi.util.NLS;

/**
 * Causes and their colours in one recording. The neighbors that took most have a colour each, the
 * others share one, and those of the JVM's own cgroup another.
 */
public final class Causes {
  private static final int LONGEST_NAME = 40;

  /** Of what all neighbors took: who took less needs no colour of its own. */
  private static final double WORTH_A_COLOR = 0.01;

  /** These and the shares' can be told apart with the common kinds of colour blindness, too. */
  private static final List<Color> NEIGHBORS =
      List.of(
          new Color(0xE69F00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xF0E442),
          new Color(0x56B4E9),
          new Color(0x4D3C08),
          new Color(0x9B48FF),
          new Color(0x87FF77));

  private static final Map<Share, Color> SHARES =
      new EnumMap<>(
          Map.of(
              Share.THROTTLED, new Color(0xB2182B),
              Share.EXTERNAL, new Color(0xFFBC97),
              Share.SIBLING, new Color(0x29014E),
              Share.SELF, new Color(0x2166AC),
              Share.KERNEL, new Color(0x54595E),
              Share.IDLE, new Color(0xADCFE7),
              Share.UNATTRIBUTED, new Color(0xE0EAD6)));

  private final Map<Culprit.Id, Cause> byCulprit = new HashMap<>();
  private final Map<Share, Cause> byShare = new EnumMap<>(Share.class);
  private final Set<Cause> present = new LinkedHashSet<>();

  /** The causes of these waits. */
  public Causes(Waits waits) {
    for (Share share : Share.values()) {
      byShare.put(share, shareCause(share));
    }
    List<Culprit.Id> neighbors = waits.neighbors();
    double all = neighbors.stream().mapToLong(waits::taken).sum();
    for (int i = 0; i < Math.min(NEIGHBORS.size(), neighbors.size()); i++) {
      if (waits.taken(neighbors.get(i)) < WORTH_A_COLOR * all) {
        break;
      }
      Culprit culprit = waits.culprit(neighbors.get(i));
      byCulprit.put(neighbors.get(i), neighborCause(culprit, NEIGHBORS.get(i)));
    }
    Set<Cause> met = new LinkedHashSet<>();
    waits.all().forEach(w -> met.add(of(w)));
    neighbors.stream().map(byCulprit::get).filter(met::contains).forEach(present::add);
    for (Share share :
        List.of(
            Share.EXTERNAL,
            Share.SIBLING,
            Share.THROTTLED,
            Share.SELF,
            Share.KERNEL,
            Share.IDLE,
            Share.UNATTRIBUTED)) {
      if (met.contains(byShare.get(share))) {
        present.add(byShare.get(share));
      }
    }
  }

  /** Those that some wait has: neighbors first, those that took most first among them. */
  public Set<Cause> present() {
    return present;
  }

  /** What a wait is put down to. */
  public Cause of(WaitItem wait) {
    Share largest = wait.shares().largest();
    if (largest == Share.EXTERNAL || largest == Share.SIBLING) {
      RunItem run = wait.longest(largest);
      return run == null ? byShare.get(largest) : of(run.culprit());
    }
    return byShare.get(largest);
  }

  /** The cause that a culprit is shown as. */
  public Cause of(Culprit.Id culprit) {
    return byCulprit.getOrDefault(culprit, byShare.get(culprit.kind()));
  }

  /** The colours that neighbors have, those that took most first. */
  static List<Color> neighborColors() {
    return NEIGHBORS;
  }

  /** The colour of a share. */
  public static Color color(Share share) {
    return SHARES.get(share);
  }

  private static Cause neighborCause(Culprit culprit, Color color) {
    String place = culprit.place().label();
    String name = place.isEmpty() ? culprit.name() : culprit.name() + " (" + place + ")";
    return new Cause(
        "neighbor:" + culprit.id().kind() + ":" + culprit.id().name() + ":" + culprit.id().place(),
        name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…",
        NLS.bind(Messages.Cause_NEIGHBOR_DESC, culprit.words()),
        color);
  }

  private static Cause shareCause(Share share) {
    return switch (share) {
      case EXTERNAL ->
          new Cause("others", Messages.Cause_OTHERS, Messages.Cause_OTHERS_DESC, color(share));
      case SIBLING ->
          new Cause(
              share.field(), Messages.Cause_SIBLINGS, Messages.Cause_SIBLINGS_DESC, color(share));
      default ->
          new Cause(
              share.field(), Messages.share(share), Messages.shareDescription(share), color(share));
    };
  }
}
