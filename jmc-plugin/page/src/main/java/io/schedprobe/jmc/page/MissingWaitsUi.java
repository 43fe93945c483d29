package io.schedprobe.jmc.page;

import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.analysis.text.Sentences;
import io.schedprobe.analysis.total.TracerHealth;
import io.schedprobe.jmc.page.waits.TracerSays;
import org.eclipse.swt.program.Program;
import org.eclipse.ui.forms.events.HyperlinkAdapter;
import org.eclipse.ui.forms.events.HyperlinkEvent;
import org.eclipse.ui.forms.widgets.Form;
import org.eclipse.ui.forms.widgets.FormText;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.IWritableState;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit.EventAvailability;
import org.openjdk.jmc.flightrecorder.ui.IPageUI;

/** Says why the recording has no waits, and how to get some. */
final class MissingWaitsUi implements IPageUI {
  private final IState state;

  MissingWaitsUi(TracerSays says, Form form, FormToolkit toolkit, IState state) {
    this.state = state;
    FormText text = toolkit.createFormText(form.getBody(), true);
    text.setText(html(says), true, false); // no address in a recording becomes a link
    text.addHyperlinkListener(
        new HyperlinkAdapter() {
          @Override
          public void linkActivated(HyperlinkEvent event) {
            Program.launch(String.valueOf(event.getHref()));
          }
        });
  }

  /** The page as FormText takes it. */
  static String html(TracerSays says) {
    StringBuilder html = new StringBuilder("<form>");
    if (!says.present()) {
      html.append(Messages.MissingWaits_NO_EVENTS);
    } else if (says.health().best() == null) {
      html.append(Messages.MissingWaits_NOT_TOLD);
    } else if (says.health().source().equals("ebpf")) {
      kernelTracer(html, says);
    } else {
      otherSource(html, says.health().best());
    }
    return html.append(Messages.MissingWaits_HOW).append("</form>").toString();
  }

  private static void otherSource(StringBuilder html, TracerState best) {
    html.append(
        best.source().equals("none")
            ? Messages.MissingWaits_NO_SOURCE
            : Messages.bind(Messages.MissingWaits_OTHER_SOURCE, escape(best.source())));
    if (best.reason() != null) {
      html.append(Messages.bind(Messages.MissingWaits_REASON, escape(best.reason())));
    }
    if (best.remedy() != null) {
      html.append(Messages.bind(Messages.MissingWaits_REMEDY, escape(best.remedy())));
    }
  }

  /** It served, so that there are no waits because there were none, or because they got lost. */
  private static void kernelTracer(StringBuilder html, TracerSays says) {
    TracerHealth health = says.health();
    String why = whyNotTold(says);
    if (why != null) {
      html.append(why);
    } else if (says.waits() == EventAvailability.ENABLED) {
      html.append(
          Messages.bind(
              Messages.MissingWaits_NONE_OVER_THRESHOLD,
              escape(Quantity.setting(health.best().threshold()))));
    } else {
      html.append(Messages.MissingWaits_SETTING_NOT_TOLD);
    }
    if (health.partlyByProc()) {
      html.append(Messages.MissingWaits_PARTLY);
    }
  }

  /** Why there may have been waits all the same; null if nothing speaks for it. */
  private static String whyNotTold(TracerSays says) {
    TracerHealth health = says.health();
    if (says.waits() == EventAvailability.DISABLED) {
      return Messages.MissingWaits_DISABLED;
    }
    if (!health.best().backdated()) {
      return Messages.MissingWaits_NOT_BACKDATED;
    }
    String losses = escape(Sentences.losses(health));
    if (health.waitsMissing() > 0) {
      return Messages.bind(Messages.MissingWaits_HELD_BACK, losses);
    }
    return health.jfrLost() > 0 ? Messages.bind(Messages.MissingWaits_JFR_LOST, losses) : null;
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
    PageState.copy(state, kept);
  }
}
