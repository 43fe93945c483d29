package io.schedprobe.rules;

import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The texts of the rules, by the language of JMC. */
final class Messages {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("io.schedprobe.rules.messages");

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
