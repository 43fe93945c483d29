package org.openjdk.jmc.flightrecorder.ui;

import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.flightrecorder.ui.selection.SelectionStore;

public interface IPageContainer {
  void showSelection(IItemCollection items);

  IRange<IQuantity> getRecordingRange();

  SelectionStore getSelectionStore();
}
