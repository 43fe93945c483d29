/** The words of the analysis, by the language of the JVM. */
package io.schedprobe.analysis.messages;
