package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.io.File;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a path as a label file writes it into one relative to the root. It is text only: a label
 * file can name what no file system can hold.
 */
final class RowPaths {
  private final List<String> roots;
  private final Predicate<String> exists;
  private final Supplier<Stream<String>> images;
  private @Nullable NamedFiles names;
  private @Nullable StudyFolders studies;

  /**
   * Paths below a root.
   *
   * @param roots absolute names of the root
   * @param exists whether there is a file of a relative path
   * @param images paths of what may be an image
   */
  RowPaths(List<String> roots, Predicate<String> exists, Supplier<Stream<String>> images) {
    this.images = images;
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
    return literal
        .filter(exists)
        .or(() -> slashed.filter(exists))
        .or(() -> slashed.flatMap(this::belowRootsName))
        .or(() -> slashed.flatMap(this::composedOtherwise))
        .or(() -> slashed);
  }

  /** CheXpert's lists begin each path with the name of the folder that holds the dataset. */
  private Optional<String> belowRootsName(String path) {
    for (String root : roots) {
      String name = root.substring(root.lastIndexOf('/', root.length() - 2) + 1);
      if (path.startsWith(name) && exists.test(path.substring(name.length()))) {
        return Optional.of(path.substring(name.length()));
      }
    }
    return Optional.empty();
  }

  /** What is one letter on one system can be a letter and an accent on another. */
  private Optional<String> composedOtherwise(String path) {
    return Stream.of(Normalizer.Form.NFC, Normalizer.Form.NFD)
        .map(form -> Normalizer.normalize(path, form))
        .filter(exists)
        .findFirst();
  }

  /**
   * Images that a {@linkplain #resolve resolved} path means which is no file itself, but the name
   * of a file anywhere in the dataset, with or without its extension.
   *
   * @return none, one, or two of several
   */
  List<String> named(String path) {
    if (path.indexOf('/') >= 0 || exists.test(path)) {
      return List.of();
    }
    if (names == null) {
      names = NamedFiles.of(images.get());
    }
    return names.named(path);
  }

  /** What is wrong with a cell that several files are {@linkplain #named meant} by. */
  static String ambiguous(String cell, List<String> named) {
    return "names "
        + OneLine.of(cell)
        + ", and there are "
        + OneLine.of(named.get(0))
        + " and "
        + OneLine.of(named.get(1))
        + ": give the path of one";
  }

  /**
   * The file that a cell names a frame of, as a manifest does; nothing if it names a file itself,
   * or no file has such a frame.
   */
  Optional<String> fileOfFrame(String cell) {
    return resolve(cell).filter(exists).isPresent()
        ? Optional.empty()
        : ManifestColumns.fileOfFrame(cell.strip()).flatMap(this::resolve).filter(exists);
  }

  /** Whether a path relative to the root is that of a file. */
  boolean isFile(String path) {
    return exists.test(path);
  }

  /** The images of a patient's study, or where they would be. */
  List<String> ofStudy(String patient, String study) {
    if (studies == null) {
      studies = StudyFolders.of(images.get());
    }
    return studies.images(patient, study);
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
