/**
 * The stages in plain Java from their written rules, slow and simple: what tests and {@code
 * selftest} compare a device with. Shares no code with any device.
 */
@NullMarked
package dev.xraygpu.reference;

import org.jspecify.annotations.NullMarked;
