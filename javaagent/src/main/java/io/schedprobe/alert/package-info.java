/**
 * Brings alerts to people: an event, a line, Alertmanager, a webhook. Whoever hands one over never
 * waits: each channel has a short queue, all share one daemon thread that exists only while a
 * channel that needs it is configured, and what a dead channel loses is counted.
 */
package io.schedprobe.alert;
