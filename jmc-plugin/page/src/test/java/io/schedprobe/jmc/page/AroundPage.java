package io.schedprobe.jmc.page;

import org.eclipse.jface.resource.ImageDescriptor;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.common.unit.QuantityRange;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;
import org.openjdk.jmc.flightrecorder.ui.IPageContainer;
import org.openjdk.jmc.flightrecorder.ui.IPageDefinition;
import org.openjdk.jmc.flightrecorder.ui.selection.SelectionStore;

/** What JMC has around the page of some events, and what it was told. */
final class AroundPage implements IPageContainer {
  private final SelectionStore store = new SelectionStore();
  private final IItemCollection items;
  private IItemCollection shown;
  private IRange<IQuantity> range;
  private int timesTold;

  AroundPage(IItemCollection items) {
    this.items = items;
  }

  @Override
  public void showSelection(IItemCollection selection) {
    shown = selection;
    timesTold++;
  }

  @Override
  public IRange<IQuantity> getRecordingRange() {
    if (range == null) {
      IQuantity start = RulesToolkit.getEarliestStartTime(items);
      range = QuantityRange.createWithEnd(start, RulesToolkit.getLatestEndTime(items));
    }
    return range;
  }

  @Override
  public SelectionStore getSelectionStore() {
    return store;
  }

  /** What JMC was told to show last. */
  IItemCollection shown() {
    return shown;
  }

  /** How often JMC was told what is selected. */
  int timesTold() {
    return timesTold;
  }

  /** The page among JMC's pages. */
  record Definition(NoisyNeighborsPageFactory factory) implements IPageDefinition {
    @Override
    public String getName() {
      return factory.getName(null);
    }

    @Override
    public String getDescription() {
      return factory.getDescription(null);
    }

    @Override
    public String[] getTopics() {
      return factory.getTopics(null);
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
      return factory.getImageDescriptor(null);
    }

    @Override
    public IState getState() {
      return null;
    }
  }
}
