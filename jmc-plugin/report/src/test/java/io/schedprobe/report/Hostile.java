package io.schedprobe.report;

/** Names that would do harm if they reached the page as they are. */
public final class Hostile {
  /** With markup, ends of scripts, quotes, control characters and a turned reading order. */
  public static final Sample.Names NAMES =
      new Sample.Names(
          "w%d</script><script>window.hacked=1</script>\u202e{{version}}{{{policy}}}",
          "\"><img src=x onerror=window.hacked=2>'",
          "</title></table><b>bold</b>&amp;&lt;",
          "javascript:window.hacked=3\u0007\0\n",
          "/a\udcff\ud800\u2028<!--<script>//%s${x}");

  private Hostile() {}
}
