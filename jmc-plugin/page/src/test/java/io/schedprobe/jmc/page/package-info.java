/** Tests of the page in a window of its own, without JMC. */
package io.schedprobe.jmc.page;
