package io.schedprobe.jmc.page;

import io.schedprobe.jmc.page.waits.Facets;
import io.schedprobe.jmc.page.waits.ThreadKey;
import java.util.HashSet;
import java.util.Set;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.IWritableState;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.common.unit.QuantityRange;
import org.openjdk.jmc.common.unit.UnitLookup;

/**
 * What is selected in the chart, and the time that it shows, in JMC's saved state. That is of all
 * recordings, so the recording's own time is saved along, and tells whether it is the same one.
 */
final class PageState {
  private static final String RECORDING = "recording";
  private static final String VISIBLE = "visible";
  private static final String SELECTED = "selected";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String LANE = "lane";
  private static final String NAME = "name";
  private static final String OS_ID = "osThreadId";

  private PageState() {}

  static void save(
      IWritableState state,
      IRange<IQuantity> recording,
      IRange<IQuantity> visible,
      Facets selection) {
    save(state, RECORDING, nanos(recording.getStart()), nanos(recording.getEnd()));
    if (visible != null) {
      save(state, VISIBLE, nanos(visible.getStart()), nanos(visible.getEnd()));
    }
    save(state, SELECTED, selection.from(), selection.to());
    for (ThreadKey lane : selection.lanes()) {
      IWritableState child = state.createChild(LANE);
      child.putString(NAME, StateText.escape(lane.name()));
      child.putString(OS_ID, Long.toString(lane.osThreadId()));
    }
  }

  private static void save(IWritableState state, String range, long from, long to) {
    IWritableState child = state.createChild(range);
    child.putString(FROM, Long.toString(from));
    child.putString(TO, Long.toString(to));
  }

  private static long nanos(IQuantity time) {
    return time.clampedLongValueIn(UnitLookup.EPOCH_NS);
  }

  /** The time that was visible; null if that is not known of this recording. */
  static IRange<IQuantity> visible(IState state, IRange<IQuantity> recording) {
    long[] range = isOf(state, recording) ? range(state, VISIBLE) : null;
    return range == null
        ? null
        : QuantityRange.createWithEnd(
            UnitLookup.EPOCH_NS.quantity(range[0]), UnitLookup.EPOCH_NS.quantity(range[1]));
  }

  /** What was selected in the chart of this recording. */
  static Facets selection(IState state, IRange<IQuantity> recording) {
    long[] range = isOf(state, recording) ? range(state, SELECTED) : null;
    if (range == null) {
      return Facets.NONE;
    }
    Set<ThreadKey> lanes = new HashSet<>();
    for (IState lane : state.getChildren(LANE)) {
      String name = lane.getAttribute(NAME);
      Long osThreadId = number(lane, OS_ID);
      if (name != null && osThreadId != null) {
        lanes.add(new ThreadKey(StateText.unescape(name), osThreadId));
      }
    }
    return Facets.NONE.withChart(lanes, range[0], range[1]);
  }

  private static boolean isOf(IState state, IRange<IQuantity> recording) {
    long[] range = state == null ? null : range(state, RECORDING);
    return range != null
        && range[0] == nanos(recording.getStart())
        && range[1] == nanos(recording.getEnd());
  }

  private static long[] range(IState state, String name) {
    IState child = state.getChild(name);
    Long from = child == null ? null : number(child, FROM);
    Long to = child == null ? null : number(child, TO);
    return from == null || to == null || from > to ? null : new long[] {from, to};
  }

  /** Null if there is none: people can export, edit and import what JMC keeps of its pages. */
  private static Long number(IState state, String name) {
    String text = state.getAttribute(name);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Copies what was saved before. */
  static void copy(IState from, IWritableState to) {
    for (String key : from.getAttributeKeys()) {
      to.putString(key, from.getAttribute(key));
    }
    for (IState child : from.getChildren()) {
      copy(child, to.createChild(child.getType()));
    }
  }
}
