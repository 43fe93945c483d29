/** What lies in schedprobe.jar, and what must not. */
package io.schedprobe.packaging;
