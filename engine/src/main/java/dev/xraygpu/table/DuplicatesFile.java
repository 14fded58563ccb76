package dev.xraygpu.table;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.duplicate.DuplicateGroup;
import dev.xraygpu.duplicate.DuplicateGroup.Member;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code duplicates.csv}: a row per image that shows what another one shows, group by group. */
public final class DuplicatesFile {
  /** The file's name. */
  public static final String NAME = "duplicates.csv";

  private static final List<String> COLUMNS =
      List.of(
          "group",
          "path",
          "split",
          "label",
          "patient",
          "keep",
          "kind",
          "correlation",
          "mirrored",
          "inverted",
          "copy_of");

  private DuplicatesFile() {}

  /**
   * Writes the groups, numbered from 1; without any, the header alone.
   *
   * @param origins whom files show
   */
  public static void write(
      Path folder, Dataset dataset, Origins origins, List<DuplicateGroup> groups)
      throws IOException {
    try (CsvTable table = CsvTable.create(folder.resolve(NAME), COLUMNS)) {
      for (int i = 0; i < groups.size(); i++) {
        DuplicateGroup group = groups.get(i);
        for (Member member : group.members()) {
          Sample sample = dataset.samples().get(member.image().ordinal());
          table.row(
              i + 1,
              member.image().path(),
              sample.split(),
              sample.label(),
              origins.patient(sample),
              member.isKept() ? "yes" : "no",
              member.kind(),
              String.format(Locale.ROOT, "%.4f", Math.abs(member.correlation())),
              member.mirrored() ? "yes" : "no",
              member.inverted() ? "yes" : "no",
              member.copyOf().orElse(""));
        }
      }
    }
  }
}
