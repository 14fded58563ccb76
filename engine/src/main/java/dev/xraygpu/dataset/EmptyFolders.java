package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Folders in which no file lies, hidden ones apart, nor in any folder below. Of a copy that broke
 * off a class may be left without an image, and nothing else would tell.
 */
final class EmptyFolders {
  /** What is kept, the first ones by name: nobody reads more. */
  private static final int MOST = 1000;

  private static final int MOST_SHOWN = 3;

  private final TreeSet<String> paths = new TreeSet<>();

  /** Adds a folder, after those below it. */
  void add(String path) {
    // '0' follows '/'.
    paths.subSet(path + "/", path + "0").clear();
    // Thousands of patients would leave no room for a class behind them.
    if (PatientNaming.isPatientFolder(FileNames.name(path))) {
      return;
    }
    paths.add(path);
    if (paths.size() > MOST) {
      paths.pollLast();
    }
  }

  /**
   * What a person should know of them, in one line.
   *
   * @param folders whose classes and splits may be without an image
   * @return empty if there is nothing to say
   */
  String notice(FolderLayout folders) {
    List<String> places = paths.stream().filter(folders::isPlaceOfImages).toList();
    if (places.isEmpty()) {
      return "";
    }
    return places.stream().limit(MOST_SHOWN).map(OneLine::of).collect(Collectors.joining(", "))
        + (places.size() > MOST_SHOWN ? " and others" : "")
        + (places.size() == 1 ? " is an empty folder" : " are empty folders")
        + ": see whether images are missing";
  }
}
