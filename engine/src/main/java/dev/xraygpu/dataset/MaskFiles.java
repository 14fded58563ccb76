package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the masks that some datasets bring beside their images, as {@code COVID/masks/1.png} beside
 * {@code COVID/images/1.png}, or {@code 1_mask.png} beside {@code 1.png}: taken for images, they
 * would be half of a class. A file is one if it is named after an image in its folder, or if it
 * lies in a folder of that name, and if most files of the folder are named as files outside of such
 * folders are. So a folder of people with masks holds none.
 */
final class MaskFiles {
  private static final Pattern SUFFIX = Pattern.compile("(?i)[_\\-. ]?(mask|segmentation|seg)$");
  private static final Pattern BESIDE =
      Pattern.compile("(?i)[_\\-. ](mask|segmentation|seg)(_\\d{1,3})?$");

  private MaskFiles() {}

  /**
   * Paths of masks, each with the folder of masks that it lies in, a {@code /} behind; with nothing
   * if it lies beside its image and is named after it.
   */
  static Map<String, String> find(List<FileEntry> files) {
    Map<String, String> masks = inFolders(files);
    besideImages(files).forEach(path -> masks.putIfAbsent(path, ""));
    return masks;
  }

  /**
   * Why a file counts as a mask.
   *
   * @param folder as {@link #find} has it
   */
  static String reason(String folder) {
    return folder.isEmpty()
        ? "is named like an image beside it, and as its mask"
        : "lies in "
            + OneLine.of(folder)
            + ", a folder of masks by its name, whose files are named like images outside of it";
  }

  // As 000_mask.png beside 000.png.
  private static Set<String> besideImages(List<FileEntry> files) {
    Map<String, List<String>> byImage = new HashMap<>();
    for (FileEntry file : files) {
      String path = file.path();
      // Hardly any name holds one of the words, and an expression takes longer.
      String name = FileNames.name(path).toLowerCase(Locale.ROOT);
      if ((name.contains("mask") || name.contains("seg")) && !FileNames.isDocument(path)) {
        String stem = FileNames.stem(path);
        String image = BESIDE.matcher(stem).replaceFirst("");
        if (!image.equals(stem)) {
          byImage.computeIfAbsent(folder(path) + image, i -> new ArrayList<>(1)).add(path);
        }
      }
    }
    Set<String> masks = new HashSet<>();
    if (!byImage.isEmpty()) {
      for (FileEntry file : files) {
        if (!FileNames.isDocument(file.path())) {
          masks.addAll(
              byImage.getOrDefault(folder(file.path()) + FileNames.stem(file.path()), List.of()));
        }
      }
    }
    return masks;
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static Map<String, String> inFolders(List<FileEntry> files) {
    List<String> candidates = new ArrayList<>();
    for (FileEntry file : files) {
      if (!FileNames.isDocument(file.path()) && !maskFolder(file.path(), 0).isEmpty()) {
        candidates.add(file.path());
      }
    }
    Set<String> images = new HashSet<>();
    if (!candidates.isEmpty()) {
      for (FileEntry file : files) {
        if (!FileNames.isDocument(file.path()) && maskFolder(file.path(), 0).isEmpty()) {
          images.add(FileNames.stem(file.path()));
        }
      }
    }
    Map<String, String> masks = new HashMap<>();
    Set<String> opened = new HashSet<>();
    while (!candidates.isEmpty()) {
      Map<String, List<String>> folders = new HashMap<>();
      for (String path : candidates) {
        String folder = unopened(path, opened);
        if (folder.isEmpty()) {
          images.add(FileNames.stem(path));
        } else {
          folders.computeIfAbsent(folder, f -> new ArrayList<>()).add(path);
        }
      }
      masks.clear();
      int before = opened.size();
      folders.forEach(
          (folder, paths) -> {
            if (2 * paths.stream().filter(file -> hasImage(file, images)).count() >= paths.size()) {
              paths.forEach(path -> masks.put(path, folder));
            } else if (paths.stream()
                .anyMatch(file -> !maskFolder(file, folder.length()).isEmpty())) {
              opened.add(folder);
            }
          });
      if (opened.size() == before) {
        return masks;
      }
    }
    return masks;
  }

  /**
   * The first folder of masks on a path that is none of those which hold images and masks, such as
   * {@code Lung Segmentation Data/images} beside {@code Lung Segmentation Data/lung masks}.
   */
  private static String unopened(String path, Set<String> opened) {
    String folder = maskFolder(path, 0);
    while (opened.contains(folder)) {
      folder = maskFolder(path, folder.length());
    }
    return folder;
  }

  /** The files that may be images: neither masks nor texts and tables. */
  static FileList others(FileList files, Map<String, String> masks) {
    return files.only(path -> !FileNames.isDocument(path) && !masks.containsKey(path));
  }

  private static boolean hasImage(String mask, Set<String> images) {
    String stem = FileNames.stem(mask);
    return images.contains(stem) || images.contains(SUFFIX.matcher(stem).replaceFirst(""));
  }

  /** The first folder on a path, from a place in it, that is named as one of masks; or nothing. */
  private static String maskFolder(String path, int from) {
    // Hardly any path holds one of the words, and to look at its folders one by one takes longer.
    String lower = path.toLowerCase(Locale.ROOT);
    if (FolderNames.PARTS_OF_MASKS.stream().noneMatch(lower::contains)) {
      return "";
    }
    int start = from;
    for (int end = path.indexOf('/', start); end >= 0; end = path.indexOf('/', start)) {
      if (FolderNames.isMasks(path.substring(start, end))) {
        return path.substring(0, end + 1);
      }
      start = end + 1;
    }
    return "";
  }
}
