/** The chart of the page: lengths of waits over time, and a lane for each thread that waited. */
package io.schedprobe.jmc.page.chart;
