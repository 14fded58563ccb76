package dev.xraygpu.dataset;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/**
 * What a {@code manifest.csv}, read as a label file, says beyond one: which files were dropped and
 * why, and that a path may be that of a frame.
 *
 * @param status position of its column, from 0
 * @param codes likewise
 */
record ManifestColumns(int status, int codes) {
  /** All that a manifest has at least, whatever the run, and hardly any other table. */
  private static final List<String> NAMES =
      List.of("path", "split", "label", "patient", "status", "codes", "index", "sha256");

  private static final String DROPPED = "dropped";
  private static final Pattern FRAME = Pattern.compile("(.+)#[1-9][0-9]{0,8}");

  /**
   * Finds them.
   *
   * @param header the table's first line
   * @return nothing if it is no manifest
   * @throws TableFault if a manifest's column is there twice
   */
  static Optional<ManifestColumns> find(CSVRecord header) throws TableFault {
    NamedColumns columns = new NamedColumns(header);
    for (String name : NAMES) {
      if (header.stream().noneMatch(other -> NamedColumns.isSame(other, name))) {
        return Optional.empty();
      }
    }
    OptionalInt status = columns.position("status");
    OptionalInt codes = columns.position("codes");
    return Optional.of(new ManifestColumns(status.orElseThrow(), codes.orElseThrow()));
  }

  /** Codes of what a row's file or frame was dropped for, one at least; empty if it was kept. */
  List<String> droppedFor(CSVRecord row) {
    boolean dropped = status < row.size() && row.get(status).strip().equals(DROPPED);
    return dropped
        ? List.of((codes < row.size() ? row.get(codes).strip() : "").split(";", -1))
        : List.of();
  }

  /** Of {@code scan.dcm#3} the file's path; nothing if a path does not end like one of a frame. */
  static Optional<String> fileOfFrame(String path) {
    Matcher frame = FRAME.matcher(path);
    return frame.matches() ? Optional.of(frame.group(1)) : Optional.empty();
  }
}
