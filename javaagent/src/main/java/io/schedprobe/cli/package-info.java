/** The command line: {@code java -jar schedprobe.jar <command>}. */
package io.schedprobe.cli;
