/**
 * Will the kernel tracer run here, and if not, what is missing and how to get it?
 *
 * <p>{@link io.schedprobe.doctor.FactsReader} looks, {@link io.schedprobe.doctor.Diagnosis} judges
 * without looking, {@link io.schedprobe.doctor.Report} writes it down.
 */
package io.schedprobe.doctor;
