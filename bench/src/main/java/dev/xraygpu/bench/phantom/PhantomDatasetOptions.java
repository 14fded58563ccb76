package dev.xraygpu.bench.phantom;

/**
 * What a dataset of phantoms holds.
 *
 * @param images number of sound images, at least {@link #LEAST_IMAGES}; faults come on top
 * @param seed of everything: equal options give the same files with the same pixels
 * @param sizes of the images
 * @param faults whether faults are planted
 * @param threads how many images are made at once, at least 1; changes nothing in the files
 * @param existing what happens to files that are there already
 */
public record PhantomDatasetOptions(
    int images,
    long seed,
    PhantomSizes sizes,
    PhantomFaults faults,
    int threads,
    ExistingFiles existing) {
  /** Enough for one image of each class in each split. */
  public static final int LEAST_IMAGES = 12;

  private static final int MOST_IMAGES = 1_000_000;

  /** Refuses numbers that make no dataset. */
  public PhantomDatasetOptions {
    if (images < LEAST_IMAGES || images > MOST_IMAGES) {
      throw new IllegalArgumentException(
          "a dataset has " + LEAST_IMAGES + " to " + MOST_IMAGES + " images, not " + images);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
  }

  /** The demonstration's dataset: 60 images of 400 to 1,600 pixels, with faults. */
  public static PhantomDatasetOptions demonstration(int threads) {
    return new PhantomDatasetOptions(
        60,
        1895,
        new PhantomSizes.Varied(400, 1600),
        PhantomFaults.PLANTED,
        threads,
        ExistingFiles.REFUSE);
  }

  /** The same with another treatment of existing files. */
  public PhantomDatasetOptions withExisting(ExistingFiles other) {
    return new PhantomDatasetOptions(images, seed, sizes, faults, threads, other);
  }
}
