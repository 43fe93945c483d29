package io.schedprobe.analysis.total;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;

/** Shares that are added up. */
final class SharesTally {
  private final long[] nanos = new long[Share.values().length];

  void add(Shares shares) {
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] += shares.get(SHARES[i]);
    }
  }

  Shares get() {
    return Shares.of(share -> nanos[share.ordinal()]);
  }

  private static final Share[] SHARES = Share.values();
}
