package org.openjdk.jmc.flightrecorder.ui.common;

import java.awt.Color;
import java.util.function.Consumer;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.forms.widgets.Form;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.ui.charts.XYChart;
import org.openjdk.jmc.ui.misc.ChartCanvas;
import org.openjdk.jmc.ui.misc.SWTColorToolkit;

/** Forms, actions with a colour, and charts on canvases. */
public class DataPageToolkit {
  public static Form createForm(Composite parent, FormToolkit toolkit, String title, Image img) {
    Form form = toolkit.createForm(parent);
    form.setText(title);
    form.setImage(img);
    toolkit.decorateFormHeading(form);
    form.getBody().setLayout(new FillLayout());
    return form;
  }

  public static IAction createCheckAction(
      String name, String description, String id, Color color, Consumer<Boolean> onChange) {
    Action action =
        new Action(name, IAction.AS_CHECK_BOX) {
          @Override
          public void run() {
            onChange.accept(isChecked());
          }
        };
    action.setToolTipText(description);
    action.setId(id);
    Image thumbnail = SWTColorToolkit.getColorThumbnail(color);
    action.setImageDescriptor(ImageDescriptor.createFromImage(thumbnail));
    return action;
  }

  public static void createChartTimestampTooltip(ChartCanvas chart) {
    chart.setData("tooltip", SWT.ON);
  }

  public static void setChart(
      ChartCanvas canvas,
      XYChart chart,
      Consumer<IItemCollection> selectionListener,
      Consumer<IRange<IQuantity>> selectRangeConsumer) {
    canvas.getContextMenu().removeAll();
    canvas.setChart(
        chart,
        () -> {
          selectionListener.accept(ItemCollectionToolkit.EMPTY);
          selectRangeConsumer.accept(chart.getSelectionRange());
        });
  }
}
