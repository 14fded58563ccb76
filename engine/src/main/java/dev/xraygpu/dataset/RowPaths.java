package dev.xraygpu.dataset;

import java.io.File;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns a path as a label file writes it into one relative to the root. It is text only: a label
 * file can name what no file system can hold.
 */
final class RowPaths {
  private final List<String> roots;
  private final Predicate<String> exists;

  /**
   * Paths below a root.
   *
   * @param roots absolute names of the root
   * @param exists whether there is a file of a relative path
   */
  RowPaths(List<String> roots, Predicate<String> exists) {
    this.roots =
        roots.stream()
            .map(root -> root.replace(File.separatorChar, '/'))
            .map(root -> root.endsWith("/") ? root : root + "/")
            .toList();
    this.exists = exists;
  }

  /** The path relative to the root; nothing if it leaves the root or names no file. */
  Optional<String> resolve(String cell) {
    if (exists.test(cell)) {
      return Optional.of(cell);
    }
    String path = cell.strip();
    // A backslash is part of a name on Unix; label files made on Windows have it for a slash.
    Optional<String> literal = relative(path);
    Optional<String> slashed = relative(path.replace('\\', '/'));
    return literal.filter(exists).or(() -> slashed.filter(exists)).or(() -> slashed);
  }

  private Optional<String> relative(String path) {
    String rest = path;
    if (path.startsWith("/") || path.matches("[A-Za-z]:/.*")) {
      Optional<String> root = roots.stream().filter(path::startsWith).findFirst();
      if (root.isEmpty()) {
        return Optional.empty();
      }
      rest = path.substring(root.get().length());
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : rest.split("/")) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
  }
}
