package dev.xraygpu.dataset;

import java.util.Locale;
import java.util.Set;

/** What operating systems and network drives leave in folders: never part of a dataset. */
final class IgnoredNames {
  private static final Set<String> FILES = Set.of("thumbs.db", "ehthumbs.db", "desktop.ini");

  private static final Set<String> FOLDERS =
      Set.of("__macosx", "@eadir", "$recycle.bin", "system volume information", "lost+found");

  private IgnoredNames() {}

  /** Files with a leading dot (hence {@code .DS_Store} and AppleDouble's {@code ._*}) and such. */
  static boolean file(String name) {
    return name.startsWith(".") || FILES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Folders with a leading dot, {@code __MACOSX} and such. */
  static boolean folder(String name) {
    return name.startsWith(".") || FOLDERS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether a file of this relative path is ignored for its name or a folder's. */
  static boolean path(String path) {
    int start = 0;
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
      if (folder(path.substring(start, end))) {
        return true;
      }
      start = end + 1;
    }
    return file(path.substring(start));
  }
}
