/** Menus without JMC. */
package org.openjdk.jmc.ui.handlers;
