/**
 * Codecs of DICOM frames that need a native library. One that might bring down the virtual machine
 * runs in a process of its own.
 */
@NullMarked
package dev.xraygpu.cpu.codec;

import org.jspecify.annotations.NullMarked;
