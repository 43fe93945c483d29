package io.schedprobe.jmc.page;

import io.schedprobe.jmc.page.waits.Facets;
import io.schedprobe.jmc.page.waits.Waits;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.forms.widgets.Form;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemFilter;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.flightrecorder.ui.IPageContainer;
import org.openjdk.jmc.flightrecorder.ui.IPageDefinition;
import org.openjdk.jmc.flightrecorder.ui.IPageUI;
import org.openjdk.jmc.flightrecorder.ui.StreamModel;
import org.openjdk.jmc.flightrecorder.ui.common.AbstractDataPage;
import org.openjdk.jmc.flightrecorder.ui.common.DataPageToolkit;
import org.openjdk.jmc.flightrecorder.ui.common.FlavorSelector.FlavorSelectorState;

/**
 * The page of one recording. It outlives what it shows: JMC builds that anew each time the user
 * comes to the page, so what was read and what was selected are kept here.
 */
public final class NoisyNeighborsPage extends AbstractDataPage {

  /** What was selected when the user left the page. */
  static final class Left {
    FlavorSelectorState flavor;
    Facets facets;
    IRange<IQuantity> visible;
  }

  /** A thread for each job: there are few at a time, and none may wait for another page's. */
  private static final Executor THREADS =
      work -> {
        Thread thread = new Thread(work, "Noisy Neighbors");
        thread.setDaemon(true);
        thread.start();
      };

  private final Left left = new Left();
  private final Executor executor;
  private CompletableFuture<Model> model;

  NoisyNeighborsPage(IPageDefinition definition, StreamModel items, IPageContainer editor) {
    this(definition, items, editor, THREADS);
  }

  /**
   * Makes a page.
   *
   * @param executor does what takes long
   */
  NoisyNeighborsPage(
      IPageDefinition definition, StreamModel items, IPageContainer editor, Executor executor) {
    super(definition, items, editor);
    this.executor = executor;
  }

  @Override
  public IPageUI display(
      Composite parent, FormToolkit toolkit, IPageContainer editor, IState state) {
    if (model == null || model.isCompletedExceptionally()) {
      IItemCollection items = getDataSource().getItems();
      model = CompletableFuture.supplyAsync(() -> Model.of(items), executor);
    }
    Form form = DataPageToolkit.createForm(parent, toolkit, getName(), getIcon());
    addResultActions(form);
    return new ReadingUi(
        form, toolkit, model, state, read -> show(read, form, toolkit, editor, state));
  }

  private IPageUI show(
      Model read, Form form, FormToolkit toolkit, IPageContainer editor, IState state) {
    return read.says() == null
        ? new NoisyNeighborsUi(this, read, form, toolkit, editor, state)
        : new MissingWaitsUi(read.says(), form, toolkit, state);
  }

  @Override
  public IItemFilter getDefaultSelectionFilter() {
    return Waits.EVENTS;
  }

  Executor executor() {
    return executor;
  }

  Left left() {
    return left;
  }
}
