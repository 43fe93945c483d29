/** Charts that are drawn without JMC. */
package org.openjdk.jmc.ui.charts;
