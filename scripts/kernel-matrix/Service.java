import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits until the agent has attached its kernel programs or given up, says so by making a file, and then has two
 * threads with always something to do. Rests before it ends, so that the agent, on an emulated CPU, can tell of their
 * waits.
 */
final class Service {
  private static final int PATIENCE_SECONDS = 240;
  private static final int REST_SECONDS = 10;

  private static volatile long sink;

  /** Arguments: the file to make, and seconds to work. */
  public static void main(String[] args) throws IOException, InterruptedException {
    for (int i = 0; i < 2 * PATIENCE_SECONDS && !isTraced(); i++) {
      Thread.sleep(500);
    }
    Files.createFile(Path.of(args[0]));
    long end = System.nanoTime() + Long.parseLong(args[1]) * 1_000_000_000L;
    List<Thread> workers = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      Thread worker = new Thread(() -> work(end), "worker-" + i);
      worker.start();
      workers.add(worker);
    }
    for (Thread worker : workers) {
      worker.join();
    }
    Thread.sleep(REST_SECONDS * 1000L);
  }

  /** Whether this process holds an attached BPF program. */
  private static boolean isTraced() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path file : files) {
        if (isLink(file)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLink(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().contains("bpf_link");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  private static void work(long end) {
    long sum = 0;
    while (System.nanoTime() < end) {
      sum += Long.hashCode(sum) + 1;
    }
    sink = sum;
  }

  private Service() {}
}
