/**
 * The store of selections. Signatures only, as in JMC 9.0 and 9.1: to compile against, never
 * shipped.
 */
package org.openjdk.jmc.flightrecorder.ui.selection;
