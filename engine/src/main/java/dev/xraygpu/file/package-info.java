/** Files that are whole or not there, and whole transfers to and from places in them. */
@NullMarked
package dev.xraygpu.file;

import org.jspecify.annotations.NullMarked;
