package dev.xraygpu.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the names of folders say in the public datasets: {@code stage_2_train_images} (RSNA) is a
 * split, {@code images_001} (NIH ChestX-ray14), {@code files} (MIMIC-CXR) and {@code CXR_png}
 * (Montgomery) hold images of any class, {@code masks} and {@code ManualMask} what was drawn over
 * them.
 */
final class FolderNames {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[_\\-. ()]+|(?<=[a-z])(?=[A-Z])");
  private static final Pattern NUMBER_BEHIND = Pattern.compile("\\d+$");

  private static final Set<String> CONTENTS =
      Set.of(
          "image",
          "images",
          "img",
          "imgs",
          "picture",
          "pictures",
          "file",
          "files",
          "data",
          "scan",
          "scans",
          "radiograph",
          "radiographs",
          "cxr",
          "cxrs",
          "xray",
          "xrays",
          "x",
          "ray",
          "rays",
          "dicom",
          "dicoms",
          "dcm",
          "png",
          "pngs",
          "jpg",
          "jpgs",
          "jpeg",
          "jpegs",
          "tif",
          "tiff",
          "bmp");

  private static final Set<String> BESIDE_A_SPLIT = Set.of("set", "dataset", "stage", "split");

  /** Validation to some and test to others. */
  private static final Set<String> VAL_OR_TEST =
      Set.of("eval", "evaluation", "holdout", "heldout", "hold out", "held out");

  private static final Set<String> FOLDS = Set.of("fold", "kfold", "split");

  /** Without a blank between, as in "trainset". */
  private static final Pattern SAYS_NO_MORE_BEHIND =
      Pattern.compile("(?:set|data|dataset|images?|imgs?|files)$");

  private static final Set<String> MASKS =
      Set.of("mask", "masks", "segmentation", "segmentations", "seg", "segs");

  /** Of masks, too, but only alone: "label 1" may be a class. */
  private static final Set<String> LABELS = Set.of("label", "labels", "annotation", "annotations");

  /** The name of any folder of masks has one of these in it. */
  static final List<String> PARTS_OF_MASKS = List.of("mask", "seg", "label", "annotation");

  private FolderNames() {}

  /**
   * The split that a folder is: a name that {@link Split#of} knows, alone or among words that say
   * no more than that there are images, such as {@code train_set}, {@code testset}, {@code train
   * (1)} and {@code 01-test-images}.
   */
  static Optional<Split> split(String folder) {
    Optional<Split> whole = Split.of(folder);
    if (whole.isPresent()) {
      return whole;
    }
    Optional<Split> found = Optional.empty();
    for (String word : words(folder)) {
      Optional<Split> split = splitOfWord(word);
      if (split.isPresent() && found.isPresent()) {
        return Optional.empty();
      } else if (split.isPresent()) {
        found = split;
      } else if (!CONTENTS.contains(word) && !BESIDE_A_SPLIT.contains(word)) {
        return Optional.empty();
      }
    }
    return found;
  }

  /**
   * Whether a folder is a split that one cannot tell for sure: {@code holdout}, {@code eval_set}.
   */
  static boolean isValOrTest(String folder) {
    return VAL_OR_TEST.contains(
        words(folder).stream()
            .filter(word -> !CONTENTS.contains(word) && !BESIDE_A_SPLIT.contains(word))
            .collect(Collectors.joining(" ")));
  }

  /** Whether a folder is a part for cross-validation: {@code fold1}, {@code Fold 2 images}. */
  static boolean isFold(String folder) {
    List<String> words = words(folder);
    return folder.chars().anyMatch(Character::isDigit)
        && words.stream().anyMatch(FOLDS::contains)
        && words.stream()
            .allMatch(
                word ->
                    FOLDS.contains(word)
                        || CONTENTS.contains(word)
                        || BESIDE_A_SPLIT.contains(word));
  }

  /** The splits that words of a folder's name are, whatever its other words are. */
  static Set<Split> splitsIn(String folder) {
    return words(folder).stream()
        .flatMap(word -> splitOfWord(word).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<Split> splitOfWord(String word) {
    return Split.of(SAYS_NO_MORE_BEHIND.matcher(word).replaceFirst(""));
  }

  /** Whether a folder's name says no more than that there are images in it. */
  static boolean isContents(String folder) {
    List<String> words = words(folder);
    return !words.isEmpty() && CONTENTS.containsAll(words);
  }

  /** Whether a folder's name says that it holds masks. */
  static boolean isMasks(String folder) {
    return LABELS.contains(folder.toLowerCase(Locale.ROOT))
        || words(folder).stream().anyMatch(MASKS::contains);
  }

  /** In lower case, without numbers. */
  private static List<String> words(String folder) {
    List<String> words = new ArrayList<>();
    for (String part : BETWEEN_WORDS.split(folder)) {
      String word = NUMBER_BEHIND.matcher(part).replaceFirst("").toLowerCase(Locale.ROOT);
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}
