package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the folders say.
 *
 * @param layout never {@link Layout#LABEL_FILE}
 * @param base path of the folder that holds the dataset, ending with {@code /}; empty if it is the
 *     root itself
 * @param contents names of folders where classes are expected that hold images of any class: none
 *     if a class is among them, so that none is lost, but for a split's name repeated in it
 */
record FolderLayout(Layout layout, String base, Set<String> contents) {
  private static final Optional<Split> ALL = Optional.of(Split.ALL);

  /** The split and the class of a file. */
  record Place(Optional<Split> split, String label) {}

  /**
   * Looks for split folders, then class folders, in the root or, where the root holds but one
   * folder, in that one.
   *
   * @param index of what may be an image
   */
  static FolderLayout of(FolderIndex index) {
    FolderIndex.Content root = index.content("");
    if (hasSplit(root.folders())) {
      return splits(index, root, "");
    }
    boolean loose = root.hasFiles();
    FolderIndex.Content content = root;
    String prefix = "";
    while (content.folders().size() == 1 && isClass(content.folders().get(0))) {
      prefix += content.folders().get(0) + "/";
      content = index.content(prefix);
      if (hasSplit(content.folders())) {
        return splits(index, content, prefix);
      }
      // Two folders at least: one alone in one alone may be a class and its only part.
      boolean holdsClasses = content.folders().size() > 1;
      boolean holdsPatients = content.folders().stream().anyMatch(name -> !isClass(name));
      if (!loose && (holdsClasses || holdsPatients)) {
        return classes(content, prefix);
      }
      loose |= content.hasFiles();
    }
    return classes(root, "");
  }

  private static FolderLayout splits(FolderIndex index, FolderIndex.Content content, String base) {
    Set<String> folders = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    for (String name : content.folders()) {
      Optional<Split> split = Split.ofFolder(name);
      if (split.isPresent()) {
        for (String folder : index.content(base + name + "/").folders()) {
          // "train/train", as some archives are unpacked.
          (Split.ofFolder(folder).equals(split) ? repeated : folders).add(folder);
        }
      }
    }
    Set<String> contents = new HashSet<>(contents(folders));
    repeated.stream().filter(name -> !folders.contains(name)).forEach(contents::add);
    return new FolderLayout(Layout.SPLIT_FOLDERS, base, Set.copyOf(contents));
  }

  private static FolderLayout classes(FolderIndex.Content content, String base) {
    Layout layout =
        content.folders().stream().anyMatch(FolderLayout::isClass)
            ? Layout.CLASS_FOLDERS
            : Layout.FLAT;
    return new FolderLayout(layout, base, contents(content.folders()));
  }

  private static Set<String> contents(Collection<String> folders) {
    List<String> classes = folders.stream().filter(FolderLayout::isClass).toList();
    return classes.stream().allMatch(FolderNames::isContents) ? Set.copyOf(classes) : Set.of();
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
      String splits = isClass(folder) ? trainingBelow(index, base + folder + "/") : "";
      if (!splits.isEmpty()) {
        throw new DatasetException(
            "the folder "
                + OneLine.of(splits)
                + " holds split folders and is not the only one: give one dataset, arrange it as"
                + " {train,val,test}/CLASS/*, or use --labels");
      }
    }
  }

  /** The folder that has one for training, the given one or the only one in it; or nothing. */
  private static String trainingBelow(FolderIndex index, String folder) {
    String prefix = folder;
    while (true) {
      List<String> names = index.content(prefix).folders();
      if (names.stream().anyMatch(name -> Split.ofFolder(name).equals(Optional.of(Split.TRAIN)))) {
        return prefix.substring(0, prefix.length() - 1);
      }
      if (names.size() != 1) {
        return "";
      }
      prefix += names.get(0) + "/";
    }
  }

  private static boolean hasSplit(List<String> folders) {
    return folders.stream().anyMatch(name -> Split.ofFolder(name).isPresent());
  }

  private static boolean isClass(String folder) {
    return !PatientNaming.isPatientFolder(folder);
  }

  /** The same, but no folder is a class. */
  FolderLayout withoutClasses() {
    return new FolderLayout(Layout.FLAT, base, Set.of());
  }

  /** What the folders say of a file; without a split where the layout has splits but not it. */
  Place place(String path) {
    int start = base.length();
    if (!path.startsWith(base)) {
      return new Place(layout == Layout.SPLIT_FOLDERS ? Optional.empty() : ALL, "");
    }
    return switch (layout) {
      case SPLIT_FOLDERS -> {
        int slash = path.indexOf('/', start);
        Optional<Split> split =
            slash < 0 ? Optional.empty() : Split.ofFolder(path.substring(start, slash));
        yield new Place(split, split.isEmpty() ? "" : classBelow(path, slash + 1));
      }
      case CLASS_FOLDERS -> new Place(ALL, classBelow(path, start));
      case FLAT, LABEL_FILE -> new Place(ALL, "");
    };
  }

  /** Whether a file's folders say a split. */
  boolean hasSplit(String path) {
    return place(path).split().filter(split -> split != Split.ALL).isPresent();
  }

  /** The class that the folders say of a file beside the split folders; empty if they say none. */
  String classBeside(String path) {
    return path.startsWith(base) ? classBelow(path, base.length()) : "";
  }

  /** Whether a folder stands for a class or a split, so that images are expected in it. */
  boolean isPlaceOfImages(String folder) {
    Place place = place(folder + "/image");
    String below = folder.startsWith(base) ? folder.substring(base.length()) : "";
    boolean split = layout == Layout.SPLIT_FOLDERS && Split.ofFolder(below).isPresent();
    return split || (!place.label().isEmpty() && place.label().equals(FileNames.name(folder)));
  }

  private String classBelow(String path, int from) {
    int start = from;
    int end = path.indexOf('/', start);
    while (end >= 0 && contents.contains(path.substring(start, end))) {
      start = end + 1;
      end = path.indexOf('/', start);
    }
    String folder = end < 0 ? "" : path.substring(start, end);
    return isClass(folder) && !(start > from && FolderNames.isContents(folder)) ? folder : "";
  }

  /** Folders beside the split or class folders, or all class folders: ending with {@code /}. */
  List<String> candidatesForCopies(FolderIndex index) {
    return layout == Layout.FLAT
        ? List.of()
        : index.content(base).folders().stream()
            .filter(name -> Split.ofFolder(name).isEmpty() && isClass(name))
            .map(name -> base + name + "/")
            .toList();
  }
}
