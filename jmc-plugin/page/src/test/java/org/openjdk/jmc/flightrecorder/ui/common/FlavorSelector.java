package org.openjdk.jmc.flightrecorder.ui.common;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.ui.forms.widgets.Form;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemFilter;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.flightrecorder.ui.IPageContainer;

/** Hands the listener what a test selects elsewhere in JMC. */
public class FlavorSelector {
  public static class FlavorSelectorState {}

  private final FlavorSelectorState state;
  private final BiConsumer<IItemCollection, IRange<IQuantity>> onSelect;

  private FlavorSelector(
      FlavorSelectorState state, BiConsumer<IItemCollection, IRange<IQuantity>> onSelect) {
    this.state = state == null ? new FlavorSelectorState() : state;
    this.onSelect = onSelect;
  }

  public static FlavorSelector itemsWithTimerange(
      Form form,
      IItemFilter filter,
      IItemCollection items,
      IPageContainer pageContainer,
      BiConsumer<IItemCollection, IRange<IQuantity>> onSelect,
      Consumer<Boolean> onShow,
      FlavorSelectorState flavorSelectorState) {
    FlavorSelector selector = new FlavorSelector(flavorSelectorState, onSelect);
    form.setData("flavor", selector);
    onSelect.accept(null, pageContainer.getRecordingRange());
    return selector;
  }

  public FlavorSelectorState getFlavorSelectorState() {
    return state;
  }

  /** Selects these events in another part of JMC; none at all if null. */
  public void select(IItemCollection items, IRange<IQuantity> range) {
    onSelect.accept(items, range);
  }
}
