/**
 * The waits of a recording as the page needs them: bound to JMC's items, so that what is selected
 * can be handed to JMC, and filtered by what is selected.
 */
package io.schedprobe.jmc.page.waits;
