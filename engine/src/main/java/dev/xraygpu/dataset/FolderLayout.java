package dev.xraygpu.dataset;

import java.util.List;
import java.util.Optional;

/**
 * What the folders say.
 *
 * @param layout never {@link Layout#LABEL_FILE}
 * @param base path of the folder that holds the dataset, ending with {@code /}; empty if it is the
 *     root itself
 */
record FolderLayout(Layout layout, String base) {
  /** The split and the class of a file. */
  record Place(Optional<Split> split, String label) {}

  /**
   * Looks for split folders, then class folders, in the root or, where the root holds but one
   * folder, in that one.
   */
  static FolderLayout of(FolderIndex index) {
    FolderIndex.Content root = index.content("");
    if (hasSplit(root.folders())) {
      return new FolderLayout(Layout.SPLIT_FOLDERS, "");
    }
    boolean loose = root.hasFiles();
    FolderIndex.Content content = root;
    String prefix = "";
    while (content.folders().size() == 1 && isClass(content.folders().get(0))) {
      prefix += content.folders().get(0) + "/";
      content = index.content(prefix);
      if (hasSplit(content.folders())) {
        return new FolderLayout(Layout.SPLIT_FOLDERS, prefix);
      }
      // Two folders at least: one alone in one alone may be a class and its only part.
      boolean holdsClasses = content.folders().size() > 1;
      boolean holdsPatients = content.folders().stream().anyMatch(name -> !isClass(name));
      if (!loose && (holdsClasses || holdsPatients)) {
        return new FolderLayout(ofClasses(content), prefix);
      }
      loose |= content.hasFiles();
    }
    return new FolderLayout(ofClasses(root), "");
  }

  private static Layout ofClasses(FolderIndex.Content content) {
    return content.folders().stream().anyMatch(FolderLayout::isClass)
        ? Layout.CLASS_FOLDERS
        : Layout.FLAT;
  }

  /**
   * Refuses several datasets beside each other, and split folders within class folders: taken for
   * classes, they would mix training and test images.
   */
  void requireOneDataset(FolderIndex index) throws DatasetException {
    if (layout != Layout.CLASS_FOLDERS) {
      return;
    }
    for (String folder : index.content(base).folders()) {
      if (isClass(folder)
          && index.content(base + folder + "/").folders().stream()
              .anyMatch(name -> Split.of(name).equals(Optional.of(Split.TRAIN)))) {
        throw new DatasetException(
            "the folder "
                + OneLine.of(base + folder)
                + " holds split folders and is not the only one: give one dataset, arrange it as"
                + " {train,val,test}/CLASS/*, or use --labels");
      }
    }
  }

  private static boolean hasSplit(List<String> folders) {
    return folders.stream().anyMatch(name -> Split.of(name).isPresent());
  }

  private static boolean isClass(String folder) {
    return !PatientNaming.isPatientFolder(folder);
  }

  /** What the folders say of a file; without a split where the layout has splits but not it. */
  Place place(String path) {
    int start = base.length();
    int slash = path.startsWith(base) ? path.indexOf('/', start) : -1;
    String first = slash < 0 ? "" : path.substring(start, slash);
    return switch (layout) {
      case SPLIT_FOLDERS -> {
        Optional<Split> split = Split.of(first);
        int next = path.indexOf('/', slash + 1);
        yield new Place(
            split, split.isEmpty() || next < 0 ? "" : classOf(path.substring(slash + 1, next)));
      }
      case CLASS_FOLDERS -> new Place(Optional.of(Split.ALL), classOf(first));
      case FLAT, LABEL_FILE -> new Place(Optional.of(Split.ALL), "");
    };
  }

  private static String classOf(String folder) {
    return isClass(folder) ? folder : "";
  }

  /** Folders beside the split or class folders, or all class folders: ending with {@code /}. */
  List<String> candidatesForCopies(FolderIndex index) {
    return layout == Layout.FLAT
        ? List.of()
        : index.content(base).folders().stream()
            .filter(name -> Split.of(name).isEmpty() && isClass(name))
            .map(name -> base + name + "/")
            .toList();
  }
}
