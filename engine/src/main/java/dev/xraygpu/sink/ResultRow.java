package dev.xraygpu.sink;

import dev.xraygpu.dataset.Split;

/**
 * One result's place.
 *
 * @param split the split it belongs to
 * @param index its row among the kept samples of the split, from 0, in the order of the paths
 * @param path the original, as in the manifest
 * @param label the class, or empty
 * @param output the file it is written to, relative to the results' folder, for sinks that write a
 *     file per image
 */
public record ResultRow(Split split, long index, String path, String label, String output) {}
