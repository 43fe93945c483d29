package io.schedprobe.observe;

import io.schedprobe.decode.DecoderStatistics;

/** What the periodic events tell of the agent. All methods are quick, never throw, never lock. */
public interface AgentReports {
  /** The source in use. */
  SourceReport source();

  /** The decoder's tallies; null while nothing decodes. */
  DecoderStatistics decoder();

  /** The agent's own consumption. */
  AgentUse use();
}
