package dev.xraygpu.bench.phantom;

/**
 * A sound image of a dataset.
 *
 * @param path the file, relative to the dataset's root, with {@code /}
 * @param specification what it shows
 */
public record PhantomImage(String path, PhantomSpecification specification) {}
