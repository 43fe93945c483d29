/**
 * From a recording to the records of {@link io.schedprobe.analysis.model}: {@link
 * io.schedprobe.analysis.feed.ItemFeed} for events that JMC has loaded, {@link
 * io.schedprobe.analysis.feed.FileFeed} for a file of any size, of which it keeps no event. Both
 * hand on what they read to an {@link io.schedprobe.analysis.feed.EventSink}.
 */
package io.schedprobe.analysis.feed;
