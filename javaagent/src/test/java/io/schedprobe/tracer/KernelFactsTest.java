package io.schedprobe.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelFactsTest {
  private static KernelFacts release(String release) {
    return new KernelFacts(release, true, -1, false, "none", true);
  }

  @Test
  void versionsCompareByNumberNotByText() {
    assertTrue(release("6.1.0-18-amd64").isAtLeast(5, 17));
    assertTrue(release("5.17.0").isAtLeast(5, 17));
    assertFalse(release("5.9.16").isAtLeast(5, 17));
    assertFalse(release("5.10.0-28-amd64").isAtLeast(5, 17));
    assertTrue(release("7.3-rc1").isAtLeast(5, 17));
  }

  @Test
  void releaseThatCannotBeUnderstoodIsGivenTheChance() {
    assertTrue(release("custom").isAtLeast(5, 17));
  }

  @Test
  void lockdownIsTheChosenWord() {
    assertEquals("integrity", KernelFacts.lockdown("none [integrity] confidentiality\n"));
    assertEquals("none", KernelFacts.lockdown(""));
  }

  @Test
  void onlyTheInitialUserNamespaceOwnsAllIds() {
    assertTrue(KernelFacts.ownsAllIds("         0          0 4294967295\n"));
    assertFalse(KernelFacts.ownsAllIds("         0     100000      65536\n"));
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
