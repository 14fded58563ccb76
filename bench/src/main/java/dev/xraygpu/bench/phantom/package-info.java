/**
 * Chest-X-ray-like images made by arithmetic, and datasets of them with planted faults: for the
 * demonstration, for tests and for measurements, where no patient's image may be used.
 */
@NullMarked
package dev.xraygpu.bench.phantom;

import org.jspecify.annotations.NullMarked;
