package io.schedprobe.jnalog;

/** The levels that JNA names. None is ever logged. */
public final class Level {
  public static final Level SEVERE = new Level();
  public static final Level WARNING = new Level();
  public static final Level INFO = new Level();
  public static final Level FINE = new Level();
  public static final Level FINER = new Level();

  private Level() {}
}
