package dev.xraygpu.bench.phantom;

import dev.xraygpu.bench.phantom.PhantomEncoder.Encoding;

/** A file that a dataset will hold. */
sealed interface PhantomFile {
  /** Relative to the dataset's root, with {@code /}. */
  String path();

  /** An image as it should be. */
  record Sound(PhantomImage image, Encoding encoding) implements PhantomFile {
    @Override
    public String path() {
      return image.path();
    }
  }

  /** A fault, and the image it starts from. */
  record Faulty(PlantedFault fault, PhantomSpecification specification) implements PhantomFile {
    @Override
    public String path() {
      return fault.path();
    }
  }
}
