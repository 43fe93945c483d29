package io.schedprobe.demo;

import java.util.SplittableRandom;

/**
 * A European call option, priced by simulation: a few milliseconds of pure CPU work.
 *
 * @param spot today's price of the share, above 0
 * @param strike price at which the option buys, above 0
 * @param rate yearly interest, 0.02 for 2 %
 * @param volatility yearly, 0.3 for 30 %
 * @param years until the option ends, above 0
 */
record CallOption(double spot, double strike, double rate, double volatility, double years) {

  /**
   * Mean discounted payoff over simulated ends.
   *
   * @param paths how many ends to simulate, at least 1
   * @param seed equal seeds give equal prices
   */
  double price(int paths, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double drift = (rate - volatility * volatility / 2) * years;
    double spread = volatility * Math.sqrt(years);
    double sum = 0;
    for (int i = 0; i < paths; i++) {
      double end = spot * Math.exp(drift + spread * gaussian(random));
      sum += Math.max(0, end - strike);
    }
    return Math.exp(-rate * years) * sum / paths;
  }

  /** Box and Muller's transform; half of each pair is thrown away. */
  private static double gaussian(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
