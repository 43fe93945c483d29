/**
 * From an analysis to what stands on the page, a class for each part of it. Pure: no input, no
 * output, no markup.
 */
package io.schedprobe.report.parts;
