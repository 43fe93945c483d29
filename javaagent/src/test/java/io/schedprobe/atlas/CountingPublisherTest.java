package io.schedprobe.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.netflix.spectator.api.ManualClock;
import com.netflix.spectator.api.Measurement;
import com.netflix.spectator.api.NoopRegistry;
import com.netflix.spectator.atlas.Publisher;
import com.netflix.spectator.atlas.impl.EvalPayload;
import com.netflix.spectator.atlas.impl.PublishPayload;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CountingPublisherTest {
  private static final long STEP = 60_000;

  private final ManualClock clock = new ManualClock(1000 * STEP + 7, 0);
  private Supplier<CompletableFuture<Void>> behaviour =
      () -> CompletableFuture.completedFuture(null);

  private final CountingPublisher publisher =
      new CountingPublisher(
          new Publisher() {
            @Override
            public void init() {}

            @Override
            public CompletableFuture<Void> publish(PublishPayload payload) {
              return behaviour.get();
            }

            @Override
            public CompletableFuture<Void> publish(EvalPayload payload) {
              return behaviour.get();
            }

            @Override
            public void close() {}
          },
          clock,
          Duration.ofMillis(STEP));

  private void publish(long step, int measurements) {
    Measurement one = new Measurement(new NoopRegistry().createId("m"), step * STEP, 1);
    PublishPayload payload = new PublishPayload(Map.of(), Collections.nCopies(measurements, one));
    publisher.publish(payload).join();
  }

  @Test
  void aBatchOverWhichTheSenderFailsIsCountedAndTheOthersAreSent() {
    publish(1001, 3);
    assertEquals(0, publisher.failed());
    behaviour =
        () -> {
          throw new RejectedExecutionException();
        };
    publish(1002, 5);
    assertEquals(5, publisher.failed());
    behaviour = () -> CompletableFuture.failedFuture(new OutOfMemoryError());
    publish(1002, 7);
    assertEquals(12, publisher.failed());
  }

  @Test
  void stepsThatNothingWasHandedOverOfAreCountedOnce() {
    clock.setWallTime(1010 * STEP);
    assertEquals(0, publisher.missed(), "nothing was to be sent yet");
    publisher.begin();
    publish(1010, 2);
    publish(1011, 2);
    publish(1011, 2);
    assertEquals(0, publisher.missed());
    publish(1015, 2);
    assertEquals(3, publisher.missed());
    // Of the last two it may still come.
    clock.setWallTime(1017 * STEP + 9);
    assertEquals(3, publisher.missed());
    clock.setWallTime(1020 * STEP + 9);
    assertEquals(6, publisher.missed());
    publish(1020, 2);
    assertEquals(7, publisher.missed());
  }
}
