package io.schedprobe.report.view;

import java.util.List;

/**
 * The whole page but for its charts. A part is null where there is nothing to say.
 *
 * @param file name of the recording
 * @param size of the recording
 * @param headline the answer in a sentence
 * @param lead more about it
 * @param shares what the waits consist of, as a bar; null if it is not known
 * @param shareTable the same as a table; null likewise
 * @param caveats everything that the numbers leave out, a sentence each
 */
public record Page(
    String file,
    String size,
    String headline,
    String lead,
    Bar shares,
    Table shareTable,
    List<Fact> facts,
    List<String> caveats,
    Findings findings,
    Part timeline,
    Part neighbors,
    Part threads,
    Part latency,
    Part worst,
    Part quotas,
    Part inside,
    Part overlap,
    Part health) {
  /** A place to go to on the page. */
  public record Section(String id, String name) {}

  public Page {
    file = Visible.of(file);
    headline = Visible.of(headline);
    lead = Visible.of(lead);
    facts = List.copyOf(facts);
    caveats = caveats.stream().map(Visible::of).toList();
  }

  public String title() {
    return file + " – schedprobe report";
  }

  public boolean hasCaveats() {
    return !caveats.isEmpty();
  }

  /** The parts that are there, in the order of the page. */
  public List<Section> sections() {
    List<Section> sections = new java.util.ArrayList<>();
    sections.add(new Section("summary", "Summary"));
    add(sections, findings, "findings", "Findings");
    add(sections, timeline, "timeline", "Time line");
    add(sections, neighbors, "neighbors", "Neighbors");
    add(sections, threads, "threads", "Threads");
    add(sections, latency, "latency", "Latency");
    add(sections, worst, "worst", "Worst waits");
    add(sections, quotas, "quotas", "Quotas");
    add(sections, inside, "inside", "Inside this JVM");
    add(sections, overlap, "overlap", "Pauses, I/O, locks");
    add(sections, health, "health", "How far to trust this");
    return sections;
  }

  private static void add(List<Section> sections, Object part, String id, String name) {
    if (part != null) {
      sections.add(new Section(id, name));
    }
  }
}
