import java.util.ArrayList;
import java.util.List;

/** Threads that have always something to do, for the seconds given. */
final class Service {
  private static volatile long sink;

  public static void main(String[] args) throws InterruptedException {
    long end = System.nanoTime() + Long.parseLong(args[0]) * 1_000_000_000L;
    List<Thread> workers = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      Thread worker = new Thread(() -> work(end), "worker-" + i);
      worker.start();
      workers.add(worker);
    }
    for (Thread worker : workers) {
      worker.join();
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
