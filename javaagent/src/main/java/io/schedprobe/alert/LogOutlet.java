package io.schedprobe.alert;

import io.schedprobe.detect.Channel;
import io.schedprobe.detect.Severity;

/**
 * One line for each alert through {@link System.Logger}, to wherever the host's log goes. The
 * logger is asked for with the first alert: by then the host has set its logging up.
 */
final class LogOutlet implements Outlet {
  static final String LOGGER = "io.schedprobe.alert";

  @Override
  public Channel channel() {
    return Channel.LOG;
  }

  @Override
  public void deliver(AlertMessage message) {
    boolean mild = message.resolved() || message.alert().severity() == Severity.INFO;
    System.getLogger(LOGGER)
        .log(
            mild ? System.Logger.Level.INFO : System.Logger.Level.WARNING, AlertText.line(message));
  }
}
