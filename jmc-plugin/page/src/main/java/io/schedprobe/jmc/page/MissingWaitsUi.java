package io.schedprobe.jmc.page;

import io.schedprobe.jmc.page.waits.TracerSays;
import org.eclipse.swt.program.Program;
import org.eclipse.ui.forms.events.HyperlinkAdapter;
import org.eclipse.ui.forms.events.HyperlinkEvent;
import org.eclipse.ui.forms.widgets.Form;
import org.eclipse.ui.forms.widgets.FormText;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.IWritableState;
import org.openjdk.jmc.flightrecorder.ui.IPageUI;

/** Says why the recording has no waits, and how to get some. */
final class MissingWaitsUi implements IPageUI {
  private final IState state;

  MissingWaitsUi(NoisyNeighborsPage page, Form form, FormToolkit toolkit, IState state) {
    this.state = state;
    FormText text = toolkit.createFormText(form.getBody(), true);
    text.setText(
        html(TracerSays.in(page.items())), true, false); // no address in a recording becomes a link
    text.addHyperlinkListener(
        new HyperlinkAdapter() {
          @Override
          public void linkActivated(HyperlinkEvent event) {
            Program.launch(String.valueOf(event.getHref()));
          }
        });
    page.addResultActions(form);
  }

  private static String html(TracerSays says) {
    StringBuilder html = new StringBuilder("<form>");
    if (!says.present()) {
      html.append(Messages.MissingWaits_NO_EVENTS);
    } else if (says.reason() != null) {
      html.append(
          Messages.bind(
              Messages.MissingWaits_OTHER_SOURCE, escape(says.source()), escape(says.reason())));
      if (says.remedy() != null) {
        html.append(Messages.bind(Messages.MissingWaits_REMEDY, escape(says.remedy())));
      }
    } else {
      html.append(Messages.MissingWaits_NONE_OVER_THRESHOLD);
    }
    return html.append(Messages.MissingWaits_HOW).append("</form>").toString();
  }

  /** For FormText, which reads XML: that has no room for most control characters. */
  private static String escape(String text) {
    return text == null
        ? ""
        : text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replaceAll("[\\p{Cc}\\p{Cs}\\x{FFFE}\\x{FFFF}]", " ");
  }

  /** What was kept of the page stays kept for recordings with waits. */
  @Override
  public void saveTo(IWritableState kept) {
    copy(state, kept);
  }

  private static void copy(IState from, IWritableState to) {
    for (String key : from.getAttributeKeys()) {
      to.putString(key, from.getAttribute(key));
    }
    for (IState child : from.getChildren()) {
      copy(child, to.createChild(child.getType()));
    }
  }
}
