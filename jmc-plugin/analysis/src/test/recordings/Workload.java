import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A service in small: clients that ask it over sockets, and workers of a pool. */
public final class Workload {
  private Workload() {}

  /**
   * Runs for a time.
   *
   * @param args seconds, number of clients, microseconds of CPU for each request, pause of a client
   *     in milliseconds, number of threads that never pause
   */
  public static void main(String[] args) throws Exception {
    long end = System.nanoTime() + Long.parseLong(args[0]) * 1_000_000_000L;
    long work = Long.parseLong(args[2]) * 1_000;
    long pause = Long.parseLong(args[3]);
    List<Thread> threads = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
      for (int i = 1; i <= Integer.parseInt(args[1]); i++) {
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket served = server.accept();
        threads.add(daemon("request-" + i, () -> serve(served, work)));
        threads.add(daemon("client-" + i, () -> ask(client, pause, end)));
      }
      for (int i = 1; i <= Integer.parseInt(args[4]); i++) {
        threads.add(daemon("worker-" + i, () -> spin(end - System.nanoTime())));
      }
      threads.forEach(Thread::start);
      Thread.sleep(Math.max(0, (end - System.nanoTime()) / 1_000_000));
    }
  }

  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  private static Thread daemon(String name, Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException | InterruptedException e) {
                // The end of the workload closes the sockets.
              }
            },
            name);
    thread.setDaemon(true);
    return thread;
  }

  private static void serve(Socket socket, long work) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    while (true) {
      int asked = in.readInt();
      spin(work);
      out.writeInt(asked);
    }
  }

  private static void ask(Socket socket, long pause, long end)
      throws IOException, InterruptedException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    for (int i = 0; System.nanoTime() < end; i++) {
      out.writeInt(i);
      in.readInt();
      byte[][] garbage = new byte[16][];
      for (int j = 0; j < garbage.length; j++) {
        garbage[j] = new byte[64 * 1024];
      }
      Thread.sleep(pause);
    }
  }

  private static void spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
