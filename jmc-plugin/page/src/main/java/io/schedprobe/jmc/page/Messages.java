package io.schedprobe.jmc.page;

import io.schedprobe.analysis.model.Share;
import org.eclipse.osgi.util.NLS;

/** Texts of the page, in messages.properties. */
@SuppressWarnings("NonFinalStaticField") // NLS sets the fields.
public final class Messages extends NLS {
  public static String Page_NAME;
  public static String Page_DESC;
  public static String Page_READING;
  public static String Page_FAILED;
  public static String Share_THROTTLED;
  public static String Share_THROTTLED_DESC;
  public static String Share_EXTERNAL;
  public static String Share_EXTERNAL_DESC;
  public static String Share_SIBLING;
  public static String Share_SIBLING_DESC;
  public static String Share_SELF;
  public static String Share_SELF_DESC;
  public static String Share_KERNEL;
  public static String Share_KERNEL_DESC;
  public static String Share_IDLE;
  public static String Share_IDLE_DESC;
  public static String Share_UNATTRIBUTED;
  public static String Share_UNATTRIBUTED_DESC;
  public static String Cause_NEIGHBOR_DESC;
  public static String Cause_OTHERS;
  public static String Cause_OTHERS_DESC;
  public static String Cause_SIBLINGS;
  public static String Cause_SIBLINGS_DESC;
  public static String TimeLine_LENGTHS;
  public static String TimeLine_LENGTHS_DESC;
  public static String TimeLine_LANE_DESC;
  public static String HeatMap_CELL;
  public static String NeighborTable_NAME;
  public static String NeighborTable_NAME_DESC;
  public static String NeighborTable_NAMELESS;
  public static String NeighborTable_KIND;
  public static String NeighborTable_KIND_DESC;
  public static String NeighborTable_PLACE;
  public static String NeighborTable_PLACE_DESC;
  public static String NeighborTable_CPU_TIME;
  public static String NeighborTable_CPU_TIME_DESC;
  public static String NeighborTable_PART;
  public static String NeighborTable_PART_DESC;
  public static String NeighborTable_WAITS;
  public static String NeighborTable_WAITS_DESC;
  public static String NeighborTable_THREADS;
  public static String NeighborTable_THREADS_DESC;
  public static String NeighborTable_WORST;
  public static String NeighborTable_WORST_DESC;
  public static String ThreadTable_NAME;
  public static String ThreadTable_NAME_TOOLTIP;
  public static String ThreadTable_WAITS;
  public static String ThreadTable_WAITS_DESC;
  public static String ThreadTable_TOTAL;
  public static String ThreadTable_TOTAL_DESC;
  public static String ThreadTable_LONGEST;
  public static String ThreadTable_LONGEST_DESC;
  public static String ThreadTable_P99;
  public static String ThreadTable_P99_DESC;
  public static String ThreadTable_MOSTLY;
  public static String ThreadTable_MOSTLY_DESC;
  public static String ThreadTable_OS_ID;
  public static String ThreadTable_OS_ID_DESC;
  public static String WaitList_WAITED;
  public static String WaitList_WAITED_DESC;
  public static String WaitList_THREAD;
  public static String WaitList_THREAD_DESC;
  public static String WaitList_CAUSE;
  public static String WaitList_CAUSE_DESC;
  public static String WaitList_PART;
  public static String WaitList_PART_DESC;
  public static String WaitList_ONSET;
  public static String WaitList_ONSET_DESC;
  public static String WaitList_CPU;
  public static String WaitList_CPU_DESC;
  public static String WaitList_MIGRATIONS;
  public static String WaitList_MIGRATIONS_DESC;
  public static String WaitList_WORDS;
  public static String CulpritList_THREAD;
  public static String CulpritList_THREAD_DESC;
  public static String CulpritList_PID;
  public static String CulpritList_PID_DESC;
  public static String WaitDetail_SUM;
  public static String WaitDetail_WAITS;
  public static String WaitDetail_ONE_WAIT;
  public static String WaitDetail_NO_SHARES;
  public static String List_LONGEST;
  public static String ChartPanel_SOME_LANES;
  public static String ChartPanel_ONE_LANE;
  public static String ChartPanel_HIDDEN;
  public static String Selection_NEIGHBORS;
  public static String Selection_THREADS;
  public static String Selection_WAITS;
  public static String Selection_CULPRITS;
  public static String Selection_CHART;
  public static String MissingWaits_NO_EVENTS;
  public static String MissingWaits_OTHER_SOURCE;
  public static String MissingWaits_NO_SOURCE;
  public static String MissingWaits_NOT_TOLD;
  public static String MissingWaits_REASON;
  public static String MissingWaits_REMEDY;
  public static String MissingWaits_DISABLED;
  public static String MissingWaits_NOT_BACKDATED;
  public static String MissingWaits_HELD_BACK;
  public static String MissingWaits_JFR_LOST;
  public static String MissingWaits_NONE_OVER_THRESHOLD;
  public static String MissingWaits_SETTING_NOT_TOLD;
  public static String MissingWaits_PARTLY;
  public static String MissingWaits_HOW;

  static {
    NLS.initializeMessages("io.schedprobe.jmc.page.messages", Messages.class);
  }

  private Messages() {}

  /** Name of a share. */
  public static String share(Share share) {
    return switch (share) {
      case THROTTLED -> Share_THROTTLED;
      case EXTERNAL -> Share_EXTERNAL;
      case SIBLING -> Share_SIBLING;
      case SELF -> Share_SELF;
      case KERNEL -> Share_KERNEL;
      case IDLE -> Share_IDLE;
      case UNATTRIBUTED -> Share_UNATTRIBUTED;
    };
  }

  /** What a share means. */
  public static String shareDescription(Share share) {
    return switch (share) {
      case THROTTLED -> Share_THROTTLED_DESC;
      case EXTERNAL -> Share_EXTERNAL_DESC;
      case SIBLING -> Share_SIBLING_DESC;
      case SELF -> Share_SELF_DESC;
      case KERNEL -> Share_KERNEL_DESC;
      case IDLE -> Share_IDLE_DESC;
      case UNATTRIBUTED -> Share_UNATTRIBUTED_DESC;
    };
  }
}
