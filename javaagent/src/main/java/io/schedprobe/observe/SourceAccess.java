package io.schedprobe.observe;

import io.schedprobe.source.Source;
import java.util.function.Consumer;

/**
 * The way to the source in use, for JFR's periodic hooks.
 *
 * <p>Whoever implements this with a lock must never call JFR while holding it: with {@code
 * period=everyChunk} JFR calls the hooks while it holds its own.
 */
@FunctionalInterface
public interface SourceAccess {
  /** Lets {@code reader} read the source; does nothing while there is none. */
  void read(Consumer<Source> reader);
}
