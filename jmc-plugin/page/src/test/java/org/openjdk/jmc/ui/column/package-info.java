/** Tables that are shown without JMC. */
package org.openjdk.jmc.ui.column;
