/**
 * The agent's options, {@code key=value,…}: parsed, validated, immutable. A bad one never keeps the
 * agent from starting; it is replaced by its default and told in one line. See {@code
 * docs/configuration.md}.
 */
package io.schedprobe.options;
