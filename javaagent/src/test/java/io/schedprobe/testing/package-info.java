/** What tests of several packages share. */
package io.schedprobe.testing;
