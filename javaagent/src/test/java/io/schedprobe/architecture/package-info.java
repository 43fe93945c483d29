/** How the packages may depend on each other. */
package io.schedprobe.architecture;
