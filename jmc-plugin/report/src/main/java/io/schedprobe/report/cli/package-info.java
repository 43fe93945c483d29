/** The command line: reads a recording, writes the page, says what went wrong. */
package io.schedprobe.report.cli;
