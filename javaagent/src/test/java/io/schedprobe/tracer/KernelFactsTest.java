package io.schedprobe.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.proc.KernelVersion;
import io.schedprobe.proc.Lockdown;
import org.junit.jupiter.api.Test;

class KernelFactsTest {
  private static KernelFacts release(String release) {
    return new KernelFacts(release, true, -1, false, Lockdown.NONE, true, Long.MAX_VALUE, 2);
  }

  @Test
  void versionsCompareByNumberNotByText() {
    assertTrue(release("6.1.0-18-amd64").isAtLeast(new KernelVersion(5, 17)));
    assertTrue(release("5.17.0").isAtLeast(new KernelVersion(5, 17)));
    assertFalse(release("5.9.16").isAtLeast(new KernelVersion(5, 17)));
    assertFalse(release("5.10.0-28-amd64").isAtLeast(new KernelVersion(5, 17)));
    assertTrue(release("7.3-rc1").isAtLeast(new KernelVersion(5, 17)));
  }

  @Test
  void releaseThatCannotBeUnderstoodIsGivenTheChance() {
    assertTrue(release("custom").isAtLeast(new KernelVersion(5, 17)));
  }

  /** A nested one may map all ids as the initial one does. */
  @Test
  void theInitialUserNamespaceIsKnownByItsNumber() {
    String all = "         0          0 4294967295\n";
    assertTrue(KernelFacts.isInitial("user:[4026531837]", all));
    assertFalse(KernelFacts.isInitial("user:[4026532263]", all));
  }

  @Test
  void whereItsNumberIsHiddenOneKnowsAUserNamespaceByItsIds() {
    assertTrue(KernelFacts.isInitial("", "         0          0 4294967295\n"));
    assertFalse(KernelFacts.isInitial("", "         0     100000      65536\n"));
  }

  @Test
  void unknownCapabilitiesAreNotTakenForPresent() {
    assertFalse(release("6.1").has(Refusal.CAP_BPF));
  }

  @Test
  void factsOfThisMachineCanBeRead() {
    KernelFacts facts = KernelFacts.read();
    assertEquals(System.getProperty("os.version"), facts.release());
    assertTrue(facts.capabilities() >= 0);
  }
}
