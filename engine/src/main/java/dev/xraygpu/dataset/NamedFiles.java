package dev.xraygpu.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files by their names without folders, with and without their extensions. */
final class NamedFiles {
  private final Map<String, String> first = new HashMap<>();

  /** Of the names that several files have, one more. */
  private final Map<String, String> second = new HashMap<>();

  private NamedFiles() {}

  static NamedFiles of(Stream<String> paths) {
    NamedFiles files = new NamedFiles();
    paths.forEach(
        path -> {
          String name = FileNames.name(path);
          String stem = FileNames.stem(path);
          files.add(name, path);
          if (!stem.equals(name)) {
            files.add(stem, path);
          }
        });
    return files;
  }

  private void add(String name, String path) {
    String known = first.putIfAbsent(name, path);
    if (known != null) {
      second.putIfAbsent(name, path);
    }
  }

  /** Up to two of the files of a name. */
  List<String> named(String name) {
    @Nullable String one = first.get(name);
    @Nullable String other = second.get(name);
    return one == null ? List.of() : other == null ? List.of(one) : List.of(one, other);
  }
}
