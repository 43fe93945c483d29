/**
 * Writes the page: the templates beside this package filled in, styles and scripts put into them,
 * and what charts draw as JSON. The page loads nothing and its policy forbids it to.
 */
package io.schedprobe.report.html;
