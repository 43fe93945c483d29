/** Tables of the page, as JMC's own: sorted, hidden and widened by column, and kept so. */
package io.schedprobe.jmc.page.table;
