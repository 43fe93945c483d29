package io.schedprobe.jmc.page;

import io.schedprobe.jmc.page.chart.TimeLine;
import io.schedprobe.jmc.page.table.NeighborRows;
import io.schedprobe.jmc.page.table.ThreadRows;
import io.schedprobe.jmc.page.table.WaitRows;
import io.schedprobe.jmc.page.waits.Facets;
import io.schedprobe.jmc.page.waits.Facets.Part;
import io.schedprobe.jmc.page.waits.WaitItem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.openjdk.jmc.common.item.IItemCollection;

/**
 * All that the page shows of a selection, so that nothing but showing it is left to the UI thread.
 * Pieces that were not asked for are null.
 *
 * @param base waits of JMC's current selection
 * @param facets the selection without what has no row any more
 * @param selected waits that are selected and still listed
 * @param events those of what is selected
 */
record View(
    Request request,
    List<WaitItem> base,
    Facets facets,
    List<WaitItem> selected,
    NeighborRows neighbors,
    ThreadRows threads,
    WaitRows list,
    TimeLine.Content chart,
    WaitDetail.Content detail,
    IItemCollection events) {

  /** What can be out of date. */
  enum Piece {
    TABLES,
    CHART,
    DETAIL,
    /** The events of what is selected, for somebody may ask for them. */
    EVENTS,
    /** The same, and JMC is told of them. */
    SELECTION
  }

  /**
   * What to find out.
   *
   * @param elsewhere events that are selected in JMC; null if there are none
   * @param base waits that these tell of; null if that is not known yet
   * @param selected waits that are selected in their list
   * @param hidden ids of causes that are not drawn
   * @param lanes for which the chart has room
   */
  record Request(
      Set<Piece> pieces,
      IItemCollection elsewhere,
      List<WaitItem> base,
      Facets facets,
      List<WaitItem> selected,
      Set<String> hidden,
      int lanes) {}

  /** Null if it was out of date before it was done. */
  static View of(Model model, Request request, BooleanSupplier outdated) {
    List<WaitItem> base = request.base();
    if (base == null) {
      base =
          request.elsewhere() == null
              ? model.waits().all()
              : model.waits().toldBy(request.elsewhere());
    }
    Set<Piece> pieces = request.pieces();
    Facets facets = request.facets().withRowsIn(base);
    List<WaitItem> matching = facets.select(base);
    List<WaitItem> selected = request.selected();
    if (!selected.isEmpty() && pieces.contains(Piece.TABLES)) {
      Set<WaitItem> listed = new HashSet<>(matching);
      selected = selected.stream().filter(listed::contains).toList();
    }
    List<WaitItem> meant = selected.isEmpty() ? matching : selected;
    NeighborRows neighbors = null;
    ThreadRows threads = null;
    WaitRows list = null;
    if (pieces.contains(Piece.TABLES) && !outdated.getAsBoolean()) {
      neighbors = NeighborRows.of(facets.select(base, Part.CULPRITS));
      threads = ThreadRows.of(facets.select(base, Part.THREADS));
      list = WaitRows.of(matching, selected);
    }
    TimeLine.Content chart = null;
    if (pieces.contains(Piece.CHART) && !outdated.getAsBoolean()) {
      chart =
          TimeLine.contentOf(
              model.waits(),
              model.causes(),
              facets.select(base, Part.CHART),
              request.hidden(),
              request.lanes());
    }
    WaitDetail.Content detail =
        pieces.contains(Piece.DETAIL) && !outdated.getAsBoolean()
            ? WaitDetail.contentOf(meant)
            : null;
    boolean collects = pieces.contains(Piece.EVENTS) || pieces.contains(Piece.SELECTION);
    IItemCollection events = collects && !outdated.getAsBoolean() ? model.eventsOf(meant) : null;
    return outdated.getAsBoolean()
        ? null
        : new View(
            request, base, facets, selected, neighbors, threads, list, chart, detail, events);
  }
}
