package dev.xraygpu.dataset;

import java.util.Locale;
import java.util.Optional;

/** A part of a dataset, by what a model does with it. */
public enum Split {
  /** What a model learns from. */
  TRAIN("train"),
  /** What a model's settings are chosen on. */
  VAL("val"),
  /** What a finished model is judged on. */
  TEST("test"),
  /** A dataset, or a file of it, that belongs to no split. */
  ALL("all");

  private final String directory;

  Split(String directory) {
    this.directory = directory;
  }

  /** Name of its folder in the results: {@code train}, {@code val}, {@code test} or {@code all}. */
  public String directory() {
    return directory;
  }

  /**
   * Reads a folder's name or a value of a label file, in any case: {@code train}, {@code training},
   * {@code trn}; {@code val}, {@code valid}, {@code validation}, {@code validate}, {@code dev};
   * {@code test}, {@code testing}, {@code tst}.
   *
   * @return train, val or test, or nothing for any other name; never {@link #ALL}
   */
  public static Optional<Split> of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "train", "training", "trn" -> Optional.of(TRAIN);
      case "val", "valid", "validation", "validate", "dev" -> Optional.of(VAL);
      case "test", "testing", "tst" -> Optional.of(TEST);
      default -> Optional.empty();
    };
  }

  /**
   * Reads a folder's name as {@link #of} does, also where the word stands among others that say no
   * more than that there are images: {@code train_set}, {@code 01-test-images}, {@code valdata}.
   *
   * @return train, val or test, or nothing for any other name; never {@link #ALL}
   */
  public static Optional<Split> ofFolder(String name) {
    return FolderNames.split(name);
  }

  @Override
  public String toString() {
    return directory;
  }
}
