/** The meters as Prometheus scrapes them, over HTTP, through Prometheus's own client library. */
package io.schedprobe.prometheus;
