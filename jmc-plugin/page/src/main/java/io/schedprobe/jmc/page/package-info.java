/**
 * The page Noisy Neighbors of JDK Mission Control: who had the CPU while threads of a recording
 * were ready to run. Built of JMC's own charts and tables, so that it behaves like JMC's own pages.
 */
package io.schedprobe.jmc.page;
