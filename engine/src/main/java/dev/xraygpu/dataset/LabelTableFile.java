package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file on disk: UTF-8 with or without a byte order mark, plain or compressed with gzip, its
 * columns separated as {@link TableStart} finds out.
 */
final class LabelTableFile {
  /** The most bytes of text in a table: what is read of it is held in memory. */
  static final long MAX_BYTES = 1L << 30;

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] COMPOUND_FILE = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

  /** What the parser says of a quote that is opened and not closed. */
  private static final Pattern UNCLOSED =
      Pattern.compile(".*\\(startline (\\d+)\\) EOF reached before encapsulated token finished.*");

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
  String problem(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof CharacterCodingException) {
      return isWorkbook()
          ? "is an Excel workbook or an archive: save it as CSV in UTF-8"
          : "is not UTF-8: save it as UTF-8, which Excel calls CSV UTF-8";
    }
    String words = String.valueOf(cause.getMessage());
    Matcher unclosed = UNCLOSED.matcher(words);
    return unclosed.matches()
        ? "cannot be read: the quoted cell that begins on line "
            + (Long.parseLong(unclosed.group(1)) + linesBefore())
            + " has no closing quote"
        : "cannot be read: " + OneLine.of(words);
  }

  // .xlsx is a ZIP archive, .xls a compound file.
  private boolean isWorkbook() {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(ZIP.length);
      return Arrays.equals(start, ZIP) || Arrays.equals(start, COMPOUND_FILE);
    } catch (IOException e) {
      return false; // it has just been read; only the words of a message depend on it
    }
  }

  private int linesBefore() {
    try {
      return start().lines();
    } catch (IOException e) {
      return 0; // only a number in a message about another failure
    }
  }

  private TableStart start() throws IOException {
    try (BufferedReader reader = reader()) {
      String first = reader.readLine();
      if (first != null && first.indexOf('\0') >= 0) {
        // UTF-16 without a byte order mark, where every other byte of plain letters is 0.
        throw new MalformedInputException(1);
      }
      return TableStart.of(first);
    }
  }

  /**
   * Refuses a row of more cells than the header has: a cell with the separator in it, without
   * quotes, would move what is behind it into other columns.
   *
   * @param columns of the header
   */
  static void requireNoMore(CSVRecord row, int columns) throws TableFault {
    for (int i = columns; i < row.size(); i++) {
      if (!row.get(i).isBlank()) {
        throw new TableFault(
            "has "
                + row.size()
                + " columns, and the first line has "
                + columns
                + ": put a cell that holds a comma, or what else separates cells, into quotes");
      }
    }
  }

  /** Whether no cell says anything: spreadsheets export such rows below a table. */
  static boolean isBlank(CSVRecord row) {
    return row.stream().allMatch(String::isBlank);
  }

  /** Opens it. */
  Open open() throws IOException {
    TableStart start = start();
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
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    try {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  plain(bytes),
                  StandardCharsets.UTF_8
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPORT)
                      .onUnmappableCharacter(CodingErrorAction.REPORT)));
      reader.mark(1);
      if (reader.read() != '\uFEFF') {
        reader.reset();
      }
      return reader;
    } catch (IOException e) {
      try (bytes) {
        throw e;
      }
    }
  }

  private InputStream plain(InputStream bytes) throws IOException {
    bytes.mark(2);
    boolean gzip = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
    bytes.reset();
    return new LimitedInput(gzip ? new GZIPInputStream(bytes) : bytes, maxBytes);
  }
}
