package io.schedprobe.report.html;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.schedprobe.report.parts.Charts;
import io.schedprobe.report.view.Page;
import java.io.StringReader;
import java.util.List;
import java.util.Map;

/** Fills the templates in. */
public final class PageWriter {
  /** What stands near the beginning of every page, by which one is known. */
  public static final String MARK = "<meta name=\"generator\" content=\"schedprobe report";

  private PageWriter() {}

  /** Version of this program. */
  public static String version() {
    return Assets.build("version");
  }

  /** The whole page, to be written as UTF-8. */
  public static String html(Page page, Charts charts) {
    String style = Assets.style();
    String library = Assets.library();
    String script = Assets.script();
    Template template =
        Mustache.compiler()
            .emptyStringIsFalse(true)
            .withLoader(name -> new StringReader(Assets.template(name)))
            .compile(Assets.template("page"));
    return template.execute(
        Map.of(
            "page", page,
            "policy", Assets.policy(style, List.of(library, script)),
            "version", version(),
            "uplotVersion", Assets.build("uplot"),
            "style", style,
            "library", library,
            "script", script,
            "licence", Assets.licence(),
            "data", ChartJson.of(charts)));
  }
}
