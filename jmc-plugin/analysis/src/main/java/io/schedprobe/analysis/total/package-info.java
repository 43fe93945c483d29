/**
 * Adds up what a recording says about waits for a CPU, in bounded memory: {@link
 * io.schedprobe.analysis.total.AnalysisBuilder} takes the events, {@link
 * io.schedprobe.analysis.total.Analysis} holds the result. What is beyond a cap is added up as
 * "others" and counted.
 */
package io.schedprobe.analysis.total;
