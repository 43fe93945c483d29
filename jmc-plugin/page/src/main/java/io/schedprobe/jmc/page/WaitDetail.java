package io.schedprobe.jmc.page;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.jmc.page.table.CulpritList;
import io.schedprobe.jmc.page.table.CulpritRows;
import io.schedprobe.jmc.page.table.WaitList;
import io.schedprobe.jmc.page.waits.WaitItem;
import io.schedprobe.jmc.page.waits.Waits;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.flightrecorder.ui.common.ItemList;

/** The selected wait, or all selected ones together: shares as a bar, and everybody who ran. */
final class WaitDetail {
  private final Label headline;
  private final ShareBar bar;
  private final Label words;
  private final CulpritList culprits;
  private final Composite panel;

  WaitDetail(Composite parent, FormToolkit toolkit, IState state, Waits waits) {
    panel = toolkit.createComposite(parent);
    GridLayout layout = new GridLayout();
    layout.marginHeight = 2;
    layout.verticalSpacing = 2;
    panel.setLayout(layout);
    headline = toolkit.createLabel(panel, "");
    headline.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    bar = new ShareBar(panel);
    toolkit.adapt(bar);
    GridData barData = new GridData(SWT.FILL, SWT.CENTER, true, false);
    barData.heightHint = 18;
    bar.setLayoutData(barData);
    words = toolkit.createLabel(panel, "", SWT.WRAP);
    words.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    Composite listParent = toolkit.createComposite(panel);
    listParent.setLayout(new FillLayout());
    listParent.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    culprits = new CulpritList(listParent, state, waits);
  }

  ItemList list() {
    return culprits.list();
  }

  /** What there is to say of waits. */
  record Content(String headline, Shares shares, String words, CulpritRows culprits) {}

  /** Found out by any thread. */
  static Content contentOf(List<WaitItem> selected) {
    long[] sums = new long[Share.values().length];
    long waited = 0;
    for (WaitItem wait : selected) {
      waited += wait.waited();
      for (Share share : Share.values()) {
        sums[share.ordinal()] += wait.shares().get(share);
      }
    }
    Shares shares = Shares.of(share -> sums[share.ordinal()]);
    String headline =
        selected.size() == 1
            ? WaitList.words(selected.get(0))
            : Messages.bind(
                Messages.WaitDetail_SUM,
                Messages.bind(
                    selected.size() == 1 ? Messages.WaitDetail_ONE_WAIT : Messages.WaitDetail_WAITS,
                    Quantity.count(selected.size())),
                Quantity.time(waited));
    return new Content(headline, shares, words(shares), CulpritRows.of(selected));
  }

  void show(Content content) {
    headline.setText(content.headline().replace("&", "&&"));
    bar.show(content.shares(), content.words());
    words.setText(content.words());
    culprits.show(content.culprits());
    panel.layout();
  }

  private static String words(Shares shares) {
    StringBuilder text = new StringBuilder();
    for (Share share : Share.values()) {
      if (shares.get(share) > 0) {
        text.append(text.length() == 0 ? "" : " · ")
            .append(Messages.share(share))
            .append(' ')
            .append(Quantity.time(shares.get(share)))
            .append(" (")
            .append(Quantity.percent(shares.get(share), shares.sum()))
            .append(')');
      }
    }
    return text.length() == 0 ? Messages.WaitDetail_NO_SHARES : text.toString();
  }
}
