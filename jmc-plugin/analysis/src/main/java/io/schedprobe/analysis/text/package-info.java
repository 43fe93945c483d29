/** Sentences and quantities for people, from an {@link io.schedprobe.analysis.total.Analysis}. */
package io.schedprobe.analysis.text;
