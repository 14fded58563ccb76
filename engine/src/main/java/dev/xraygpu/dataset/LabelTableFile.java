package dev.xraygpu.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * A CSV file on disk: UTF-8 with or without a byte order mark, plain or compressed with gzip, its
 * columns separated as {@link TableStart} finds out.
 */
final class LabelTableFile {
  /** The most bytes of text in a table: what is read of it is held in memory. */
  static final long MAX_BYTES = 1L << 30;

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final Path file;
  private final long maxBytes;

  LabelTableFile(Path file) {
    this(file, MAX_BYTES);
  }

  /**
   * A table.
   *
   * @param maxBytes the most bytes that it may have when it is unpacked
   */
  LabelTableFile(Path file, long maxBytes) {
    this.file = file;
    this.maxBytes = maxBytes;
  }

  /**
   * An open table.
   *
   * @param records the header first
   * @param linesBefore lines of the file before those that the parser counts
   */
  record Open(CSVParser records, int linesBefore) implements Closeable {
    @Override
    public void close() throws IOException {
      records.close();
    }
  }

  /** Why reading it failed, for a message behind the file's name. */
  static String problem(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof CharacterCodingException
        ? "is not UTF-8: save it as UTF-8"
        : "cannot be read: " + OneLine.of(String.valueOf(cause.getMessage()));
  }

  /** Opens it. */
  Open open() throws IOException {
    TableStart start;
    try (BufferedReader reader = reader()) {
      start = TableStart.of(reader.readLine());
    }
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).setDelimiter(start.separator()).get();
    BufferedReader reader = reader();
    try {
      for (int i = 0; i < start.lines(); i++) {
        reader.readLine();
      }
      return new Open(CSVParser.parse(reader, format), start.lines());
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private BufferedReader reader() throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                plain(new BufferedInputStream(Files.newInputStream(file))),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  private InputStream plain(InputStream bytes) throws IOException {
    bytes.mark(2);
    boolean gzip = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
    bytes.reset();
    return new LimitedInput(gzip ? new GZIPInputStream(bytes) : bytes, maxBytes);
  }
}
