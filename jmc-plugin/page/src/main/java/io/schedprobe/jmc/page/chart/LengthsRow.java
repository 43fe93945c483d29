package io.schedprobe.jmc.page.chart;

import io.schedprobe.jmc.page.Messages;
import io.schedprobe.jmc.page.waits.WaitItem;
import java.util.List;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;
import org.openjdk.jmc.flightrecorder.ui.common.ItemRow;

/**
 * The row above the lanes, with the heat map. There is one in a chart, so all are equal, and it
 * stays selected when the chart is built anew.
 */
final class LengthsRow extends ItemRow {

  LengthsRow(List<WaitItem> waits) {
    super(
        Messages.TimeLine_LENGTHS,
        Messages.TimeLine_LENGTHS_DESC,
        new HeatMap(waits),
        ItemCollectionToolkit.EMPTY); // what is selected is known without
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LengthsRow;
  }

  @Override
  public int hashCode() {
    return LengthsRow.class.hashCode();
  }
}
