package io.schedprobe.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;

/**
 * Pairs of threads that do nothing but wake each other: its argument says how many. Any input ends
 * it.
 */
final class Storm {
  private Storm() {}

  public static void main(String[] pairs) throws IOException {
    for (int i = 0; i < Integer.parseInt(pairs[0]); i++) {
      Pipe there = Pipe.open();
      Pipe back = Pipe.open();
      new Thread(() -> echo(there, back), "echo-" + i).start();
      new Thread(() -> echo(back, there), "call-" + i).start();
      there.sink().write(ByteBuffer.allocate(1));
    }
    System.out.println("storming");
    System.in.read();
    Runtime.getRuntime().halt(0);
  }

  private static void echo(Pipe from, Pipe to) {
    ByteBuffer one = ByteBuffer.allocateDirect(1);
    try {
      while (from.source().read(one.clear()) == 1) {
        to.sink().write(one.flip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
