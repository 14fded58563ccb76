package dev.xraygpu.dataset;

/**
 * One input file. What {@link Dataset#rejection} holds for it is decided by its place alone; the
 * file itself was not opened.
 *
 * @param ordinal its position, from 0, among the dataset's files in the order of their paths
 * @param path relative to the dataset's root, with {@code /}; unique. Bytes of a name that are not
 *     UTF-8 are written {@code \xNN}, so {@link Dataset#file} leads to the file, not {@code
 *     root.resolve(path)}
 * @param split what it is for; {@link Split#ALL} without splits
 * @param label its class; empty if unknown
 * @param patient whom it shows, as far as names or the label file claim to know; empty if unknown
 */
public record Sample(int ordinal, String path, Split split, String label, String patient) {}
