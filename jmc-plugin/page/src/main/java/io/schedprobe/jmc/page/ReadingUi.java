package io.schedprobe.jmc.page;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.forms.widgets.Form;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.IWritableState;
import org.openjdk.jmc.flightrecorder.ui.IPageUI;

/** Says that the recording is being read, until it is; then the page is what there is to show. */
final class ReadingUi implements IPageUI {
  private final IState state;
  private IPageUI shown;

  ReadingUi(
      Form form,
      FormToolkit toolkit,
      CompletableFuture<Model> model,
      IState state,
      Function<Model, IPageUI> show) {
    this.state = state;
    if (model.isDone() && !model.isCompletedExceptionally()) {
      shown = show.apply(model.join());
      return;
    }
    Label label = toolkit.createLabel(form.getBody(), Messages.Page_READING, SWT.WRAP);
    Display display = form.getDisplay();
    var unused =
        model.whenComplete(
            (read, failure) ->
                inDisplay(
                    display,
                    () -> {
                      if (form.isDisposed()) {
                        return;
                      }
                      if (failure != null) {
                        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                        label.setText(
                            Messages.bind(Messages.Page_FAILED, cause).replace("&", "&&"));
                        throw new IllegalStateException(cause); // for JMC's log
                      }
                      label.dispose();
                      shown = show.apply(read);
                      form.layout(true, true);
                    }));
  }

  private static void inDisplay(Display display, Runnable action) {
    try {
      display.asyncExec(action);
    } catch (SWTException e) {
      // JMC ends, and there is nothing left to show it in.
    }
  }

  /** What was kept of the page stays kept where it is left before it was read. */
  @Override
  public void saveTo(IWritableState kept) {
    if (shown == null) {
      PageState.copy(state, kept);
    } else {
      shown.saveTo(kept);
    }
  }
}
