/** A store of selections without JMC. */
package org.openjdk.jmc.flightrecorder.ui.selection;
