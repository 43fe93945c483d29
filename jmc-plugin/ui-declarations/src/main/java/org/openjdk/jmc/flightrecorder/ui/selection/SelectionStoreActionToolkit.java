package org.openjdk.jmc.flightrecorder.ui.selection;

import java.util.function.Supplier;
import org.eclipse.jface.action.IContributionManager;
import org.eclipse.jface.viewers.StructuredViewer;
import org.openjdk.jmc.common.item.IItemCollection;

public final class SelectionStoreActionToolkit {
  private SelectionStoreActionToolkit() {}

  public static void addSelectionStoreActions(
      StructuredViewer viewer,
      SelectionStore store,
      Supplier<IItemCollection> itemStreamSupplier,
      String selectionName,
      IContributionManager cm) {
    throw new UnsupportedOperationException();
  }
}
