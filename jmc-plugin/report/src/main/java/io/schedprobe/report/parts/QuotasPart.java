package io.schedprobe.report.parts;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.QuotaTotals;
import io.schedprobe.report.view.Cell;
import io.schedprobe.report.view.Part;
import io.schedprobe.report.view.Row;
import io.schedprobe.report.view.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** CPU quotas, and what they took. */
final class QuotasPart {
  private QuotasPart() {}

  /** Null if the recording does not tell of quotas. */
  static Part of(Analysis analysis) {
    if (analysis.quotas().isEmpty()) {
      return null;
    }
    List<Row> rows = new ArrayList<>();
    for (QuotaTotals quota : analysis.quotas()) {
      rows.add(row(quota));
    }
    return Part.of(
        lead(analysis),
        Table.sortable(
            "quotas-table",
            "CPU quotas by the kernel's own account",
            List.of(
                Table.Column.text("Cgroup"),
                Table.Column.number("Quota"),
                Table.Column.number("Periods throttled"),
                Table.Column.sorted("Throttled"),
                Table.Column.number("Lost by threads"),
                Table.Column.number("CPU pressure")),
            rows,
            "“Throttled” is added up over the CPUs, “Lost by threads” over the threads of this JVM"
                + " in single waits that name the quota. CPU pressure is the time in which a task of"
                + " the cgroup was ready to run and did not."));
  }

  private static String lead(Analysis analysis) {
    long lost = analysis.shares().get(Share.THROTTLED);
    if (lost > 0) {
      return "Threads waited "
          + Quantity.time(lost)
          + " ("
          + Quantity.percent(lost, analysis.shares().sum())
          + " of all their waiting) because a CPU quota was used up.";
    }
    return analysis.quotas().stream().anyMatch(QuotaTotals::throttled)
        ? "The kernel throttled a cgroup, but no wait is known to have been lengthened by it."
        : analysis.quotas().stream().anyMatch(QuotaTotals::limited)
            ? "There is a CPU quota, and it was never used up."
            : "No CPU quota that this JVM can see limits it.";
  }

  private static Row row(QuotaTotals quota) {
    return Row.of(
        Cell.name(quota.cgroup(), quota.own() ? "this JVM's own" : "above this JVM's"),
        new Cell(
            quota.limited() ? String.format(Locale.ROOT, "%.2f CPUs", quota.cpus()) : "unlimited",
            String.valueOf(quota.limited() ? quota.cpus() : Double.MAX_VALUE),
            quota.limited()
                ? Quantity.setting(quota.quota())
                    + " each "
                    + Quantity.setting(quota.quotaPeriod())
                    + (quota.changed() ? ", changed meanwhile" : "")
                : quota.changed() ? "changed meanwhile" : "",
            false,
            true,
            null,
            ""),
        new Cell(
            quota.throttledPeriods() < 0 ? "" : Quantity.count(quota.throttledPeriods()),
            String.valueOf(quota.throttledPeriods()),
            quota.periods() > 0
                ? Quantity.percent(quota.throttledPeriods(), quota.periods())
                    + " of "
                    + Quantity.count(quota.periods())
                : "",
            false,
            true,
            null,
            ""),
        Cell.time(quota.throttledTime()),
        Cell.time(quota.stalled()),
        new Cell(
            quota.pressureSome() < 0 ? "" : Quantity.time(quota.pressureSome()),
            String.valueOf(quota.pressureSome()),
            quota.pressureSome() >= 0 && quota.observed() > 0
                ? Quantity.percent(quota.pressureSome(), quota.observed()) + " of the time"
                : "",
            false,
            true,
            null,
            ""));
  }
}
