package dev.xraygpu.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Tells whether a folder is a DICOM medium, as a disc or an export of an archive is: its {@code
 * DICOMDIR} lists files that are there. Folders of a medium are of patients, studies and of a
 * viewer, whatever they are called, so none of them is a class.
 */
final class DicomMedium {
  private static final List<String> NAMES = List.of("DICOMDIR", "dicomdir");

  /** Referenced File ID (0004,1500), a CS. A directory always has explicit, little-endian VRs. */
  private static final byte[] FILE_ID = {0x04, 0x00, 0x00, 0x15, 'C', 'S'};

  private static final int LENGTH_BYTES = 2;

  /** Eight names of eight characters with a backslash between, and a blank: PS3.10, 8.2. */
  private static final int LONGEST_ID = 72;

  /** Of a directory with tens of thousands of files; what is behind is not needed. */
  private static final int MOST_BYTES = 1 << 24;

  private DicomMedium() {}

  /**
   * Whether a folder is a medium. One whose files were all moved elsewhere, such as into folders of
   * classes, is none any more.
   *
   * @param root real path of the dataset
   * @param index of all files
   * @param folder ending with {@code /}; empty for the root
   */
  static boolean isAt(Path root, FolderIndex index, String folder) {
    for (String name : NAMES) {
      boolean readable =
          index.file(folder + name).filter(file -> file.rejection() == null).isPresent();
      if (readable && listsFileOf(index, folder, new PathNames(root).file(folder + name))) {
        return true;
      }
    }
    return false;
  }

  private static boolean listsFileOf(FolderIndex index, String folder, Path directory) {
    byte[] content;
    try (InputStream bytes = Files.newInputStream(directory)) {
      content = bytes.readNBytes(MOST_BYTES);
    } catch (IOException e) {
      return false; // the pass says what is wrong with the file
    }
    int last = content.length - FILE_ID.length - LENGTH_BYTES;
    for (int at = 0; at <= last; at++) {
      if (isFileId(content, at)) {
        int length = Byte.toUnsignedInt(content[at + FILE_ID.length]);
        int high = content[at + FILE_ID.length + 1];
        int start = at + FILE_ID.length + LENGTH_BYTES;
        if (high == 0 && length <= LONGEST_ID && start + length <= content.length) {
          String id = new String(content, start, length, StandardCharsets.US_ASCII);
          String path = id.strip().replace('\\', '/');
          // Discs without Joliet names are mounted in lower case.
          if (path.indexOf('/') > 0
              && (index.holds(folder + path)
                  || index.holds(folder + path.toLowerCase(Locale.ROOT)))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isFileId(byte[] content, int at) {
    for (int i = 0; i < FILE_ID.length; i++) {
      if (content[at + i] != FILE_ID[i]) {
        return false;
      }
    }
    return true;
  }
}
