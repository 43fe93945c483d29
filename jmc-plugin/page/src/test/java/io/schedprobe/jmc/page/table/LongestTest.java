package io.schedprobe.jmc.page.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LongestTest {
  private static Longest<Long> of(int limit, Long... lengths) {
    return Longest.of(List.of(lengths), length -> length, limit);
  }

  @Test
  void theLongestAreKeptInTheirOrder() {
    Longest<Long> longest = of(3, 5L, 1L, 9L, 7L, 2L);
    assertEquals(List.of(5L, 9L, 7L), longest.kept());
    assertEquals(5, longest.of());
    assertFalse(longest.isAll());
  }

  @Test
  void ofEqualOnesAsManyAreKeptAsThereIsRoomFor() {
    assertEquals(List.of(4L, 4L, 9L), of(3, 4L, 4L, 4L, 9L, 1L).kept());
    assertEquals(List.of(4L, 4L), of(2, 4L, 4L, 4L, 4L).kept());
  }

  @Test
  void fewAreAllKept() {
    assertTrue(of(3, 1L, 2L, 3L).isAll());
    assertTrue(of(3).isAll());
  }
}
