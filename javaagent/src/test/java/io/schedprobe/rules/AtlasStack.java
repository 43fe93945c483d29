package io.schedprobe.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.metrics.Meter;
import io.schedprobe.metrics.Meters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a query of Atlas as its stack language has it, as far as the documents use it: the words
 * find on the stack what they take, one expression is left, meters and tags are ours.
 */
final class AtlasStack {
  /** Tags that each JVM is told to send with all it sends. */
  private static final Set<String> COMMON = Set.of("nf.app", "nf.node");

  /** A query for time series, or what was made of some, and the tags these may have. */
  private record Expression(Set<String> tags) {}

  private final String query;
  private final Deque<Object> stack = new ArrayDeque<>();

  private AtlasStack(String query) {
    this.query = query;
  }

  /** Fails if it is none, or names what there is not. */
  static void check(String query) {
    AtlasStack reader = new AtlasStack(query);
    for (String token : query.split(",", -1)) {
      reader.read(token);
    }
    assertEquals(1, reader.stack.size(), query);
    reader.expression();
  }

  private void read(String token) {
    switch (token) {
      case ":eq" -> equal();
      case ":and", ":div" -> {
        Set<String> both = new HashSet<>(expression().tags);
        both.addAll(expression().tags);
        stack.push(new Expression(both));
      }
      case ":sum", ":avg", ":max" -> stack.push(expression());
      case ":by" -> {
        List<String> keys = list();
        Expression of = expression();
        keys.forEach(key -> assertTrue(of.tags.contains(key), key + " in " + query));
        stack.push(of);
      }
      case ":percentiles" -> {
        list().forEach(Double::parseDouble);
        stack.push(expression());
      }
      case ":topk" -> {
        Integer.parseInt(text());
        assertTrue(Set.of("avg", "last", "max", "min", "total").contains(text()), query);
        stack.push(expression());
      }
      case ")" -> {
        List<String> list = new ArrayList<>();
        while (!"(".equals(stack.peek())) {
          list.add(text());
        }
        stack.pop();
        stack.push(list);
      }
      default -> {
        assertTrue(!token.startsWith(":"), token + " in " + query);
        stack.push(token);
      }
    }
  }

  private void equal() {
    String value = text();
    String key = text();
    if (!key.equals("name")) {
      stack.push(new Expression(Set.of()));
      assertTrue(COMMON.contains(key) || isTag(key), key + " in " + query);
      return;
    }
    Meter meter =
        Meters.all().stream()
            .filter(m -> value.equals(m.atlasName()))
            .findAny()
            .orElseThrow(() -> new AssertionError(value + " in " + query));
    Set<String> tags = new HashSet<>(COMMON);
    meter.labels().forEach(label -> tags.add(tag(label)));
    stack.push(new Expression(tags));
  }

  private static boolean isTag(String key) {
    return Meters.all().stream()
        .flatMap(m -> m.labels().stream())
        .anyMatch(l -> tag(l).equals(key));
  }

  /** preemptedContainer for preempted_container. */
  private static String tag(String label) {
    String[] words = label.split("_", -1);
    StringBuilder tag = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      tag.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return tag.toString();
  }

  private Expression expression() {
    assertTrue(stack.peek() instanceof Expression, () -> stack.peek() + " in " + query);
    return (Expression) stack.pop();
  }

  private String text() {
    assertTrue(stack.peek() instanceof String, () -> stack.peek() + " in " + query);
    return (String) stack.pop();
  }

  private List<String> list() {
    assertTrue(stack.peek() instanceof List<?>, () -> stack.peek() + " in " + query);
    return ((List<?>) stack.pop()).stream().map(String.class::cast).toList();
  }
}
