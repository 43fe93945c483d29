package io.schedprobe.jmc.parser;

import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The texts that JMC shows of the fields, by its language. */
final class Messages {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("io.schedprobe.jmc.parser.messages");

  private Messages() {}

  /** A text by its key; the key between exclamation marks if there is none. */
  static String get(String key) {
    try {
      return BUNDLE.getString(key);
    } catch (MissingResourceException e) {
      return '!' + key + '!';
    }
  }
}
