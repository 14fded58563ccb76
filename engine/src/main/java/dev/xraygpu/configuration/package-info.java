/** The settings of a command in a file. */
@NullMarked
package dev.xraygpu.configuration;

import org.jspecify.annotations.NullMarked;
