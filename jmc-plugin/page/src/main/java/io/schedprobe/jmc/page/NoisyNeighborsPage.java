package io.schedprobe.jmc.page;

import io.schedprobe.jmc.page.chart.Causes;
import io.schedprobe.jmc.page.waits.StackEvidence;
import io.schedprobe.jmc.page.waits.Waits;
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
import org.openjdk.jmc.ui.column.ColumnManager.SelectionState;

/**
 * The page of one recording. It outlives what it shows: JMC builds that anew each time the user
 * comes to the page, so what was read and what was selected are kept here.
 */
public final class NoisyNeighborsPage extends AbstractDataPage {

  /** What was selected when the user left the page. */
  static final class Left {
    FlavorSelectorState flavor;
    SelectionState neighbours;
    SelectionState threads;
    IRange<IQuantity> visible;
  }

  private final Left left = new Left();
  private Waits waits;
  private Causes causes;
  private StackEvidence stacks;

  NoisyNeighborsPage(IPageDefinition definition, StreamModel items, IPageContainer editor) {
    super(definition, items, editor);
  }

  @Override
  public IPageUI display(
      Composite parent, FormToolkit toolkit, IPageContainer editor, IState state) {
    if (waits == null) {
      waits = Waits.of(items());
      causes = new Causes(waits);
    }
    Form form = DataPageToolkit.createForm(parent, toolkit, getName(), getIcon());
    return waits.all().isEmpty()
        ? new MissingWaitsUi(this, form, toolkit, state)
        : new NoisyNeighborsUi(this, form, toolkit, editor, state);
  }

  @Override
  public IItemFilter getDefaultSelectionFilter() {
    return Waits.EVENTS;
  }

  IItemCollection items() {
    return getDataSource().getItems();
  }

  Waits waits() {
    return waits;
  }

  Causes causes() {
    return causes;
  }

  /** Read when it is asked for first. */
  StackEvidence stacks() {
    if (stacks == null) {
      stacks = StackEvidence.of(items(), waits.all());
    }
    return stacks;
  }

  Left left() {
    return left;
  }
}
