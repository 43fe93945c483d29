/**
 * What stands on the page, as the templates take it: texts, tables and bars, without markup. Every
 * text passes {@link io.schedprobe.report.view.Visible} on its way in, so that no name of a
 * recording reaches the page as it is; the templates escape for HTML.
 */
package io.schedprobe.report.view;
