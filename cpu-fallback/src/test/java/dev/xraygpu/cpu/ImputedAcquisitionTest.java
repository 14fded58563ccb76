package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dicom.DicomTag;
import dev.xraygpu.dicom.DicomWriter;
import dev.xraygpu.dicom.TransferSyntax;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.sink.OutputFormat;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on DICOM files whose headers do not all say how the image was taken. */
class ImputedAcquisitionTest {
  private static final int SIDE = 120;

  @TempDir Path folder;
  private GeneratedDataset dataset;
  private int written;

  @BeforeEach
  void makeDataset() throws IOException {
    dataset = GeneratedDataset.in(folder.resolve("data"));
    write("train/A/a.dcm", "60");
    write("train/A/b.dcm", "80");
    write("train/B/c.dcm", "120");
    write("train/B/gap.dcm", "");
    write("test/A/d.dcm", "40");
    write("test/A/gap.dcm", "");
    write("test/B/e.dcm", "41");
  }

  private void write(String path, String kvp) throws IOException {
    Random random = new Random(written++);
    int[] pixels = new int[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 200 + (i % SIDE) * 10 + random.nextInt(2000);
    }
    DicomWriter file =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN).text(DicomTag.MODALITY, "CS", "DX");
    if (!kvp.isEmpty()) {
      file.text(DicomTag.KVP, "DS", kvp);
    }
    Path to = dataset.root().resolve(path);
    Files.createDirectories(to.getParent());
    Files.write(to, file.image(SIDE, SIDE, 16, 12).pixels(pixels).toBytes());
  }

  private Map<String, CSVRecord> manifest(String choice) throws Exception {
    Pipeline pipeline =
        Pipeline.tutorial()
            .withFaults(FaultChoices.parse("on-fault", "missing-acquisition=" + choice));
    RunFixture.of(dataset, folder.resolve(choice)).with(pipeline, OutputFormat.NPY).run();
    Map<String, CSVRecord> rows = new LinkedHashMap<>();
    try (Reader reader = Files.newBufferedReader(folder.resolve(choice).resolve("manifest.csv"))) {
      for (CSVRecord row :
          CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
        rows.put(row.get("path"), row);
      }
    }
    assertThat(rows).hasSize(7);
    return rows;
  }

  private static CSVRecord row(Map<String, CSVRecord> rows, String path) {
    return Objects.requireNonNull(rows.get(path), path);
  }

  @Test
  void theTrainingSplitsMedianIsTakenAndNamed() throws Exception {
    Map<String, CSVRecord> rows = manifest("impute");
    assertThat(row(rows, "train/A/b.dcm").get("kvp")).isEqualTo("80");
    assertThat(row(rows, "train/A/b.dcm").get("imputed")).isEmpty();
    for (String gap : new String[] {"train/B/gap.dcm", "test/A/gap.dcm"}) {
      CSVRecord row = row(rows, gap);
      assertThat(row.get("kvp")).as(gap).isEqualTo("80");
      assertThat(row.get("imputed")).as(gap).isEqualTo("kvp");
      // No training image says it, so nothing stands for it.
      assertThat(row.get("exposure_mas")).isEmpty();
      assertThat(row.get("codes")).isEqualTo("missing-acquisition");
      assertThat(row.get("status")).isEqualTo("ok");
    }
  }

  @Test
  void nothingIsMadeUpUnasked() throws Exception {
    CSVRecord flagged = row(manifest("flag"), "test/A/gap.dcm");
    assertThat(flagged.get("kvp")).isEmpty();
    assertThat(flagged.get("status")).isEqualTo("flagged");
    assertThat(flagged.toMap()).doesNotContainKey("imputed");
    CSVRecord left = row(manifest("leave"), "test/A/gap.dcm");
    assertThat(left.get("kvp")).isEmpty();
    assertThat(left.get("codes")).isEmpty();
    assertThat(left.get("status")).isEqualTo("ok");
  }
}
