package io.schedprobe.jmc.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.junit.jupiter.api.Test;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.item.IItemCollection;

/** What the page shows while its jobs are not done, and which of their results it takes. */
class OffTheUiThreadTest extends OnKnownWaits {
  @Override
  void begin() {}

  private static IItemCollection unreadable() {
    return (IItemCollection)
        Proxy.newProxyInstance(
            IItemCollection.class.getClassLoader(),
            new Class<?>[] {IItemCollection.class},
            (proxy, method, arguments) -> {
              throw new IllegalStateException("half an event");
            });
  }

  private int listed() {
    return waits().getItemCount();
  }

  @Test
  void untilTheWaitsAreReadThePageSaysSo() {
    page.jobs().hold();
    page.show();
    assertEquals(List.of(Messages.Page_NAME, Messages.Page_READING), page.labels());
    assertNull(neighbors());

    page.jobs().release();
    page.settle();
    assertFalse(page.labels().contains(Messages.Page_READING));
    assertEquals(4, neighbors().getItemCount());
  }

  @Test
  void untilASelectionIsShownThePageSaysSo() {
    page.show();
    page.jobs().hold();
    page.select(threads(), 0);
    assertTrue(page.labels().contains(Messages.Page_READING), () -> "" + page.labels());
    assertEquals(5, listed());

    page.jobs().release();
    page.settle();
    assertFalse(page.labels().contains(Messages.Page_READING), () -> "" + page.labels());
    assertEquals(2, listed());
  }

  @Test
  void ofSeveralSelectionsTheNewestIsShown() {
    page.show();
    page.jobs().hold();
    page.select(threads(), 0);
    page.select(threads(), 1);
    page.select(threads(), 2);
    assertEquals(1, page.jobs().held(), "jobs one at a time");
    int before = page.jobs().done();
    page.jobs().release();
    page.settle();
    assertEquals(List.of("GC Thread#0"), page.lanes());
    assertEquals(1, listed());
    assertEquals(
        List.of("schedprobe.NeighborRun", "schedprobe.RunQueueLatency"), page.shownToJmc());
    assertEquals(2, page.jobs().done() - before, "the one that was running, and the newest");
    assertEquals(1, page.timesTold(), "JMC hears of no selection that is not any more");
  }

  @Test
  void whoLeavesBeforeTheWaitsAreReadLosesNothing() {
    page.show();
    page.toggle("noisy (container shop-cache)");
    IState kept = page.leave();

    ShownPage other = new ShownPage(known);
    try {
      other.jobs().hold();
      other.show(kept);
      IState keptAgain = other.leave();
      other.showNothing();
      other.jobs().release();
      other.settle();
      page.show(keptAgain);
      assertEquals(List.of("worker-2", "GC Thread#0"), page.lanes());
    } finally {
      other.close();
    }
  }

  @Test
  void resultsForAPageThatIsGoneAreDropped() {
    page.show();
    page.jobs().hold();
    page.select(threads(), 0);
    page.showNothing();
    page.jobs().release();
    page.settle();
    assertEquals(0, page.timesTold());
  }

  @Test
  void whoComesBackFindsWhatWasRead() {
    page.show();
    IState kept = page.leave();
    page.jobs().hold();
    page.show(kept);
    assertEquals(1, page.jobs().held(), "what is selected, and no second reading");
    assertTrue(neighbors() != null);
  }

  @Test
  void aRecordingThatCannotBeReadIsSaidToBe() {
    ShownPage broken = new ShownPage(unreadable());
    try {
      broken.show();
      assertTrue(
          broken.labels().stream().anyMatch(text -> text.contains("half an event")),
          () -> "" + broken.labels());
      assertTrue(broken.logged().contains("half an event"));
    } finally {
      broken.close();
    }
  }

  @Test
  void aSelectionThatCannotBeShownIsSaidToBeUntilAnotherCan() {
    page.show();
    page.selectElsewhere(unreadable());
    assertTrue(
        page.labels().stream().anyMatch(text -> text.contains("half an event")),
        () -> "" + page.labels());
    assertTrue(page.logged().contains("half an event"));
    assertEquals(5, listed());

    page.selectElsewhere(null);
    page.select(threads(), 0);
    assertFalse(page.labels().stream().anyMatch(text -> text.contains("half an event")));
    assertEquals(2, listed());
  }

  @Test
  void whatAMenuOffersToStoreIsCollectedBesideTheUiThread() {
    page.show();
    int jobs = page.jobs().done();
    page.chart().notifyListeners(SWT.MenuDetect, new Event());
    page.settle();
    assertEquals(1, page.jobs().done() - jobs);
    assertEquals(0, page.timesTold(), "nothing was selected");
    page.chart().notifyListeners(SWT.MenuDetect, new Event());
    page.settle();
    assertEquals(1, page.jobs().done() - jobs, "it is there already");
  }
}
