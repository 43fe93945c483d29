/**
 * A recording as a self-contained HTML page. Data flows one way: a file is read once ({@code cli}),
 * into an analysis and into {@code lanes}; {@code parts} lays both out as a {@code view}; {@code
 * html} writes that down.
 */
package io.schedprobe.report;
