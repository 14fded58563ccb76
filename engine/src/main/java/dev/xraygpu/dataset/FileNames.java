package dev.xraygpu.dataset;

import java.util.Locale;
import java.util.Set;

/** What the name of a file says. */
final class FileNames {
  private static final Set<String> DOCUMENTS =
      Set.of(
          "txt", "csv", "tsv", "xls", "xlsx", "ods", "json", "jsonl", "xml", "yaml", "yml", "html",
          "htm", "md", "rst", "rtf", "pdf", "doc", "docx", "odt", "py", "ipynb", "log", "mat");

  private static final Set<String> ARCHIVES =
      Set.of("zip", "gz", "tgz", "tar", "7z", "rar", "exe", "dll");

  private FileNames() {}

  /**
   * Whether a name is that of a text or a table, which say nothing of how images are arranged. They
   * are samples all the same: what a file is, its content decides.
   */
  static boolean isDocument(String path) {
    return DOCUMENTS.contains(extension(path).toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a name is that of a text, a table, an archive or a program: a folder of nothing else is
   * no class.
   */
  static boolean isBesideImages(String path) {
    return isDocument(path) || ARCHIVES.contains(extension(path).toLowerCase(Locale.ROOT));
  }

  /** The name without its folders and its last extension. */
  static String stem(String path) {
    String name = name(path);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** The name without its folders. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String extension(String path) {
    String name = name(path);
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
