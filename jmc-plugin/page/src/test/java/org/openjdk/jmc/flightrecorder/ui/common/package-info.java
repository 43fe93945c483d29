/** Building blocks that work as far as the page needs them to be shown without JMC. */
package org.openjdk.jmc.flightrecorder.ui.common;
