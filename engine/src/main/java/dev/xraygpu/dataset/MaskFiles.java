package dev.xraygpu.dataset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the masks that some datasets bring beside their images, as {@code COVID/masks/1.png} beside
 * {@code COVID/images/1.png}: taken for images, they would be half of a class. A file is one if it
 * lies in a folder of that name, and if most files of the folder are named as files outside of such
 * folders are. So a folder of people with masks holds none.
 */
final class MaskFiles {
  private static final Pattern SUFFIX = Pattern.compile("(?i)[_\\-. ]?(mask|segmentation|seg)$");

  private MaskFiles() {}

  /** Paths of masks. */
  static Set<String> find(List<FileEntry> files) {
    Map<String, Set<String>> folders = new HashMap<>();
    for (FileEntry file : files) {
      String folder = maskFolder(file.path());
      if (!folder.isEmpty() && !FileNames.isDocument(file.path())) {
        folders.computeIfAbsent(folder, f -> new HashSet<>()).add(file.path());
      }
    }
    if (folders.isEmpty()) {
      return Set.of();
    }
    Set<String> images = new HashSet<>();
    for (FileEntry file : files) {
      if (maskFolder(file.path()).isEmpty() && !FileNames.isDocument(file.path())) {
        images.add(FileNames.stem(file.path()));
      }
    }
    Set<String> masks = new HashSet<>();
    for (Set<String> paths : folders.values()) {
      if (2 * paths.stream().filter(file -> hasImage(file, images)).count() >= paths.size()) {
        masks.addAll(paths);
      }
    }
    return masks;
  }

  /** The files that may be images: neither masks nor texts and tables. */
  static FileList others(FileList files, Set<String> masks) {
    return files.only(path -> !FileNames.isDocument(path) && !masks.contains(path));
  }

  private static boolean hasImage(String mask, Set<String> images) {
    String stem = FileNames.stem(mask);
    return images.contains(stem) || images.contains(SUFFIX.matcher(stem).replaceFirst(""));
  }

  private static String maskFolder(String path) {
    // Hardly any path holds one of the words, and to look at its folders one by one takes longer.
    String lower = path.toLowerCase(Locale.ROOT);
    if (!lower.contains("mask") && !lower.contains("segmentation")) {
      return "";
    }
    int start = 0;
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
      if (FolderNames.isMasks(path.substring(start, end))) {
        return path.substring(0, end + 1);
      }
      start = end + 1;
    }
    return "";
  }
}
