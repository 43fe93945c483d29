/**
 * From what the tracer knows to JFR events: single waits, set back to the moment they began, and
 * periodic sums.
 *
 * <p>No class here may be touched before Flight Recorder is initialized: loading an event class
 * makes JFR read its metadata, which costs a host that does not record.
 */
package io.schedprobe.emit;
