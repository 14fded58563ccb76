package dev.xraygpu.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers questions about folders from the sorted list of files. Empty folders do not exist. */
final class FolderIndex {
  private final FileList files;

  /**
   * An index.
   *
   * @param files sorted by path
   */
  FolderIndex(FileList files) {
    this.files = files;
  }

  /**
   * What lies directly in a folder.
   *
   * @param folders names, sorted as they appear in sorted paths
   * @param hasFiles whether there are files beside the folders
   */
  record Content(List<String> folders, boolean hasFiles) {}

  /**
   * What lies directly in a folder.
   *
   * @param prefix the folder's path, ending with {@code /}; empty for the root
   */
  Content content(String prefix) {
    List<String> folders = new ArrayList<>();
    boolean hasFiles = false;
    String last = "";
    for (FileEntry file : below(prefix)) {
      String path = file.path();
      if (!last.isEmpty() && path.startsWith(last, prefix.length())) {
        continue;
      }
      int slash = path.indexOf('/', prefix.length());
      if (slash < 0) {
        hasFiles = true;
      } else {
        last = path.substring(prefix.length(), slash + 1);
        folders.add(last.substring(0, last.length() - 1));
      }
    }
    return new Content(folders, hasFiles);
  }

  /** All files below a folder, sorted. */
  List<FileEntry> below(String prefix) {
    if (prefix.isEmpty()) {
      return files;
    }
    // '0' follows '/': the first path that is not below the folder any more.
    String end = prefix.substring(0, prefix.length() - 1) + '0';
    return files.subList(files.insertionPoint(prefix), files.insertionPoint(end));
  }

  /** All files. */
  FileList files() {
    return files;
  }

  /** The file of a path. */
  Optional<FileEntry> file(String path) {
    int at = files.indexOf(path);
    return at < 0 ? Optional.empty() : Optional.of(files.get(at));
  }

  /** Whether there is a file of a path. */
  boolean holds(String path) {
    return files.indexOf(path) >= 0;
  }
}
