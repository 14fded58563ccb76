package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds all files below a root with one visit of each. Links are followed only where they stay
 * inside the root; what cannot be followed is an entry with a rejection, so that nothing is lost.
 * The result does not depend on the order in which the file system lists its folders.
 */
final class FileTree {
  /** Bounds what links to folders can multiply; far more than any collection of X-rays. */
  private static final int MAX_FILES = 16_000_000;

  private static final int MAX_NESTED_FOLDER_LINKS = 8;

  private final Path root;
  private final Set<Path> excluded;
  private final FileList.Builder entries = new FileList.Builder();
  private final EmptyFolders empty = new EmptyFolders();

  /** Real folders that hold the links on the way to the current folder. */
  private final Deque<Path> linkParents = new ArrayDeque<>();

  private FileTree(Path root, Set<Path> excluded) {
    this.root = root;
    this.excluded = excluded;
  }

  /**
   * What was found.
   *
   * @param files sorted by path
   * @param empty folders without a file
   */
  record Found(FileList files, EmptyFolders empty) {}

  /**
   * Finds the files.
   *
   * @param root a real path of a folder
   * @param excluded real paths of files that are no samples
   * @throws IOException if a folder cannot be read
   */
  static Found read(Path root, Set<Path> excluded) throws IOException {
    FileTree tree = new FileTree(root, excluded);
    tree.walk(root, "");
    return new Found(tree.entries.sorted(), tree.empty);
  }

  private void walk(Path folder, String prefix) throws IOException {
    PathNames names = new PathNames(folder);
    Deque<Integer> filesBefore = new ArrayDeque<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            if (!visited.equals(folder) && IgnoredNames.folder(lastName(visited))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            filesBefore.push(entries.size());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            if (filesBefore.pop() == entries.size() && !visited.equals(folder)) {
              empty.add(prefix + names.name(visited));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!IgnoredNames.file(lastName(file)) && !excluded.contains(file)) {
              String path = prefix + names.name(file);
              if (attributes.isSymbolicLink()) {
                addLink(file, path);
              } else {
                addFile(path, attributes);
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            // Removed since its folder was listed, or nothing that would be read anyway.
            if (e instanceof NoSuchFileException || IgnoredNames.folder(lastName(file))) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
  }

  private static String lastName(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private void addLink(Path link, String path) throws IOException {
    Path target;
    BasicFileAttributes attributes;
    try {
      target = link.toRealPath();
      attributes = Files.readAttributes(target, BasicFileAttributes.class);
    } catch (AccessDeniedException e) {
      reject(
          path,
          FindingCode.UNREADABLE,
          "symbolic link to " + targetOf(link) + ": permission denied");
      return;
    } catch (IOException e) {
      reject(path, FindingCode.UNREADABLE, "broken symbolic link to " + targetOf(link));
      return;
    }
    if (!target.startsWith(root)) {
      reject(
          path,
          FindingCode.OUTSIDE_ROOT,
          "symbolic link to " + targetOf(link) + ", outside of the dataset");
    } else if (attributes.isDirectory()) {
      addLinkedFolder(link, target, path);
    } else {
      addFile(path, attributes);
    }
  }

  private void addLinkedFolder(Path link, Path target, String path) throws IOException {
    // Only real folders are walked, so the link's folder is its own real path.
    Path parent = link.getParent() == null ? root : link.getParent();
    linkParents.push(parent);
    try {
      if (linkParents.stream().anyMatch(folder -> folder.startsWith(target))) {
        reject(
            path,
            FindingCode.UNREADABLE,
            "symbolic link to " + targetOf(link) + ", a folder that holds the link: not followed");
      } else if (linkParents.size() > MAX_NESTED_FOLDER_LINKS) {
        reject(
            path,
            FindingCode.UNREADABLE,
            "more than "
                + MAX_NESTED_FOLDER_LINKS
                + " symbolic links to folders within each other: not followed");
      } else {
        walk(target, path + "/");
      }
    } finally {
      linkParents.pop();
    }
  }

  private static String targetOf(Path link) {
    try {
      return OneLine.of(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      return "an unknown place";
    }
  }

  private void addFile(String path, BasicFileAttributes attributes) throws DatasetException {
    if (attributes.isRegularFile()) {
      add(new FileEntry(path, attributes.size(), null));
    } else {
      reject(path, FindingCode.UNREADABLE, "not a regular file: a pipe, a socket or a device");
    }
  }

  private void reject(String path, FindingCode code, String message) throws DatasetException {
    add(new FileEntry(path, 0, Finding.of(path, code, message)));
  }

  private void add(FileEntry entry) throws DatasetException {
    if (entries.size() >= MAX_FILES) {
      throw new DatasetException(
          OneLine.of(root.toString())
              + " holds more than "
              + MAX_FILES
              + " files: give a part of it, or remove symbolic links that repeat folders");
    }
    entries.add(entry);
  }
}
