package io.schedprobe.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PriceServiceTest {
  @Test
  void answersEveryRequestOfALoad() throws Exception {
    PriceService service = new PriceService();
    service.start();
    try {
      URI target = URI.create("http://127.0.0.1:" + service.port() + "/price");
      Phase.Result result = new Phase(target, 4, 50).run(1);
      assertEquals(50, result.latencies().count());
      assertEquals(0, result.failed());
    } finally {
      service.stop();
    }
  }

  @Test
  void countsRequestsThatFail() throws Exception {
    PriceService service = new PriceService();
    service.start();
    int port = service.port();
    service.stop();
    Phase.Result result = new Phase(URI.create("http://127.0.0.1:" + port + "/"), 2, 10).run(1);
    assertEquals(0, result.latencies().count());
    assertEquals(10, result.failed());
  }

  @Test
  void spreadsRequestsOverTheWholePhase() {
    long[] due = new Phase(URI.create("http://127.0.0.1/"), 1, 1000).arrivals(10);
    assertEquals(10_000, due.length);
    assertTrue(LongStream.of(due).allMatch(at -> at >= 0));
    assertEquals(10e9, (double) due[due.length - 1], 0.5e9);
  }

  @Test
  void pricesAsTheClosedFormulaDoes() {
    double price = new CallOption(100, 105, 0.02, 0.3, 0.5).price(1_000_000, 1);
    assertEquals(blackScholes(100, 105, 0.02, 0.3, 0.5), price, 0.1);
  }

  @Test
  void readsPercentilesByRank() {
    Latencies latencies = new Latencies(LongStream.rangeClosed(1, 200).toArray());
    assertEquals(100, latencies.at(0.5));
    assertEquals(198, latencies.at(0.99));
    assertEquals(200, latencies.at(1));
    assertThrows(IllegalStateException.class, () -> new Latencies(new long[0]).at(0.5));
  }

  private static double blackScholes(
      double spot, double strike, double rate, double volatility, double years) {
    double spread = volatility * Math.sqrt(years);
    double d1 = (Math.log(spot / strike) + (rate + volatility * volatility / 2) * years) / spread;
    return spot * normal(d1) - strike * Math.exp(-rate * years) * normal(d1 - spread);
  }

  /** The normal distribution, by the trapezium rule. */
  private static double normal(double x) {
    double step = 1e-4;
    double sum = 0;
    for (double t = -8; t < x; t += step) {
      sum += Math.exp(-t * t / 2) * step;
    }
    return sum / Math.sqrt(2 * Math.PI);
  }
}
