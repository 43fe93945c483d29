/** What stands in {@code deploy/}, tried with the tools it is meant for. */
package io.schedprobe.rules;
