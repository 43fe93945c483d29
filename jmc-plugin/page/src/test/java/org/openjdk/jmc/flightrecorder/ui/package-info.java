/** Works as far as the page needs it to be shown without JMC. */
package org.openjdk.jmc.flightrecorder.ui;
