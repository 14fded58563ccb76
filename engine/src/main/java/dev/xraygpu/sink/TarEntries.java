package dev.xraygpu.sink;

import java.nio.ByteBuffer;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Files of a tar archive one after the other, the same bytes whenever and wherever made. */
final class TarEntries {
  /** What ends an archive: two blocks of zeros. */
  static final int END_BYTES = 2 * TarConstants.DEFAULT_RCDSIZE;

  private static final int BLOCK = TarConstants.DEFAULT_RCDSIZE;
  private static final int READABLE_FILE = 0100644;

  // The day before which programs take a time for a mistake.
  private static final FileTime TIME = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));

  private TarEntries() {}

  /** Bytes that a file of so many bytes takes in the archive. */
  static long bytesOf(long content) {
    return BLOCK + (content + BLOCK - 1) / BLOCK * BLOCK;
  }

  /**
   * Puts the header of a file; its content follows, then {@link #pad}.
   *
   * @param name ASCII, at most 100 characters
   */
  static void begin(String name, long content, ByteBuffer to) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content);
    entry.setMode(READABLE_FILE);
    entry.setLastModifiedTime(TIME);
    byte[] header = new byte[BLOCK];
    entry.writeEntryHeader(header);
    to.put(header);
  }

  /** Fills the last block of a file that began at a whole block. */
  static void pad(ByteBuffer to) {
    while (to.position() % BLOCK != 0) {
      to.put((byte) 0);
    }
  }
}
