/** For which machines the jar carries native parts. */
package io.schedprobe.platform;
