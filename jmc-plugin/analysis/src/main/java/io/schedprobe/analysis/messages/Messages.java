package io.schedprobe.analysis.messages;

import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of messages.properties. */
public final class Messages {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("io.schedprobe.analysis.messages.messages");

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  private Messages() {}

  /**
   * A text by its key; the key between exclamation marks if there is none.
   *
   * @param parts what stands for {0}, {1} and so on in it: names of a recording among them, which
   *     may look like anything, so all are put in at once and as they are
   */
  public static String get(String key, Object... parts) {
    String text;
    try {
      text = BUNDLE.getString(key);
    } catch (MissingResourceException e) {
      return '!' + key + '!';
    }
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> {
              int index = Integer.parseInt(place.group(1));
              return Matcher.quoteReplacement(
                  index < parts.length ? String.valueOf(parts[index]) : place.group());
            });
  }

  /**
   * A number with its noun.
   *
   * @param key of the text for any number but 1; that for 1 has _ONE at its end
   */
  public static String count(String key, long number, String digits) {
    return get(number == 1 ? key + "_ONE" : key, digits);
  }
}
