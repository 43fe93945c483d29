package io.schedprobe.jmc.page.chart;

import io.schedprobe.jmc.page.waits.ThreadKey;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;
import org.openjdk.jmc.flightrecorder.ui.common.ItemRow;
import org.openjdk.jmc.ui.charts.IXDataRenderer;

/**
 * The lane of a thread. Lanes of one thread are equal, so that a selected lane stays selected when
 * the chart is built anew.
 */
public final class ThreadLane extends ItemRow {
  private final ThreadKey thread;

  ThreadLane(ThreadKey thread, String name, String description, IXDataRenderer content) {
    // No events: what is selected is known by the thread.
    super(name, description, content, ItemCollectionToolkit.EMPTY);
    this.thread = thread;
  }

  public ThreadKey thread() {
    return thread;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ThreadLane lane && lane.thread.equals(thread);
  }

  @Override
  public int hashCode() {
    return thread.hashCode();
  }
}
