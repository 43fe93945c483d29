/**
 * Deals out what the tracer knows: each wait as it comes, and once a second what was counted, to
 * whoever takes it. JFR, metrics and detection all read here, and none takes numbers from another.
 */
package io.schedprobe.observe;
