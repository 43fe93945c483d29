package io.schedprobe.alert;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where alerts go besides JFR.
 *
 * @param log whether a line goes through {@link System.Logger}
 * @param alertmanagers base URLs; each of a cluster, as Alertmanager wants it
 * @param webhooks URLs
 * @param generator URL given to Alertmanager as the alert's origin; null for none
 */
public record AlertChannels(
    boolean log, List<URI> alertmanagers, List<URI> webhooks, String generator) {
  /** Nowhere. */
  public static final AlertChannels NONE = new AlertChannels(false, List.of(), List.of(), null);

  private static final int MOST = 8;

  /**
   * @throws IllegalArgumentException in words for a user
   */
  public AlertChannels {
    List<URI> all = new ArrayList<>(alertmanagers);
    all.addAll(webhooks);
    if (all.size() > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " URLs can be alerted");
    }
    check(all);
    alertmanagers = List.copyOf(alertmanagers);
    webhooks = List.copyOf(webhooks);
  }

  /**
   * Checks URLs.
   *
   * @throws IllegalArgumentException in words for a user, if one cannot be posted to
   */
  public static void check(List<URI> uris) {
    for (URI uri : uris) {
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!http || uri.getHost() == null) {
        throw new IllegalArgumentException(uri + " is no http:// or https:// URL with a host");
      }
    }
  }

  /** Null if there is nowhere to go. */
  Dispatcher open() {
    List<Outlet> outlets = new ArrayList<>();
    if (log) {
      outlets.add(new LogOutlet());
    }
    alertmanagers.forEach(uri -> outlets.add(new AlertmanagerOutlet(uri, generator)));
    webhooks.forEach(uri -> outlets.add(new WebhookOutlet(uri)));
    return outlets.isEmpty() ? null : new Dispatcher(outlets);
  }
}
