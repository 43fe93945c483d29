package io.schedprobe.jmc.page;

import io.schedprobe.jmc.page.chart.Causes;
import io.schedprobe.jmc.page.waits.RunItem;
import io.schedprobe.jmc.page.waits.StackEvidence;
import io.schedprobe.jmc.page.waits.TracerSays;
import io.schedprobe.jmc.page.waits.WaitItem;
import io.schedprobe.jmc.page.waits.Waits;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;

/** What a recording tells of waits, read once. Any thread may ask. */
final class Model {
  private final IItemCollection items;
  private final Waits waits;
  private final Causes causes;
  private final TracerSays says;
  private StackEvidence stacks;

  private Model(IItemCollection items) {
    this.items = items;
    waits = Waits.of(items);
    causes = new Causes(waits);
    says = waits.all().isEmpty() ? TracerSays.in(items) : null;
  }

  /** Reads the events of a recording, which takes long if there are many. */
  static Model of(IItemCollection items) {
    return new Model(items);
  }

  IItemCollection items() {
    return items;
  }

  Waits waits() {
    return waits;
  }

  Causes causes() {
    return causes;
  }

  /** Why there are no waits; null if there are. */
  TracerSays says() {
    return says;
  }

  /** Read when it is asked for first: not before something is selected. */
  private synchronized StackEvidence stacks() {
    if (stacks == null) {
      stacks = StackEvidence.of(items, waits.all());
    }
    return stacks;
  }

  /** The events that tell of waits, and those that tell what their threads did meanwhile. */
  IItemCollection eventsOf(List<WaitItem> selected) {
    StackEvidence evidence = stacks();
    Stream<IItem> own =
        selected.stream()
            .flatMap(
                w ->
                    Stream.concat(
                        Stream.of(w.item()),
                        Stream.concat(
                            w.runs().stream().map(RunItem::item).filter(i -> i != w.item()),
                            Stream.ofNullable(w.throttling()))));
    Stream<IItem> meanwhile =
        selected.stream().flatMap(evidence::during).filter(Objects::nonNull).distinct();
    return ItemCollectionToolkit.build(Stream.concat(own, meanwhile));
  }
}
