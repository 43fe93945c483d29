/** What only a class inside the module {@code io.schedprobe} can do for it. */
package io.schedprobe.access;
