/**
 * The command line: options, words and exit codes, and nothing that a program could want to call.
 */
@NullMarked
package dev.xraygpu.cli;

import org.jspecify.annotations.NullMarked;
