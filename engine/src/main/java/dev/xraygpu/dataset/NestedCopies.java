package dev.xraygpu.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds folders that repeat the dataset within itself: each of their files has a twin in the
 * dataset, of the same path below the split or class folder and the same length. As uncompressed
 * images of one size have one length, the beginnings of some files are compared too.
 */
final class NestedCopies {
  private static final int COMPARED_FILES = 16;
  private static final int COMPARED_BYTES = 1 << 16;

  private final FolderIndex index;
  private final String base;
  private final PathNames names;

  /**
   * A search.
   *
   * @param base of the dataset, see {@link FolderLayout#base}
   */
  NestedCopies(FolderIndex index, String base, PathNames names) {
    this.index = index;
    this.base = base;
    this.names = names;
  }

  /**
   * Whether a folder is a copy, at any depth within it, or holds several.
   *
   * @param folder its path, ending with {@code /}
   */
  boolean isCopy(String folder) {
    List<FileEntry> files = index.below(folder);
    for (FileEntry file : files) {
      if (twin(file, folder).isEmpty()) {
        return false;
      }
    }
    int step = Math.max(1, files.size() / COMPARED_FILES);
    for (int i = 0; i < files.size(); i += step) {
      FileEntry file = files.get(i);
      Optional<FileEntry> twin = twin(file, folder);
      if (twin.isEmpty() || !sameBeginning(file.path(), twin.get().path())) {
        return false;
      }
    }
    return true;
  }

  // The twin lies outside of the folder and in a folder of its own: two files of one name directly
  // in two folders are usual, a repeated CLASS/name is not.
  private Optional<FileEntry> twin(FileEntry file, String folder) {
    if (file.rejection() != null) {
      return Optional.empty();
    }
    String path = file.path();
    for (int start = folder.length();
        path.indexOf('/', start) >= 0;
        start = path.indexOf('/', start) + 1) {
      String candidate = base + path.substring(start);
      if (!candidate.startsWith(folder)) {
        Optional<FileEntry> twin = index.file(candidate);
        if (twin.isPresent()
            && twin.get().rejection() == null
            && twin.get().bytes() == file.bytes()) {
          return twin;
        }
      }
    }
    return Optional.empty();
  }

  private boolean sameBeginning(String path, String other) {
    try {
      return Arrays.equals(beginning(names.file(path)), beginning(names.file(other)));
    } catch (IOException e) {
      // Unknown: the files stay samples, and decoding them says what is wrong.
      return false;
    }
  }

  private static byte[] beginning(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(COMPARED_BYTES);
    }
  }
}
