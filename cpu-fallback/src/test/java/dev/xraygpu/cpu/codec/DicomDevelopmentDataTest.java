package dev.xraygpu.cpu.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.DevelopmentData;
import dev.xraygpu.dicom.DicomFile;
import dev.xraygpu.dicom.StoredFrame;
import dev.xraygpu.dicom.StoredPixelReader;
import dev.xraygpu.dicom.codec.FrameCodecs;
import dev.xraygpu.quality.FindingCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/**
 * Public DICOM files of 14 transfer syntaxes, whose stored values GDCM, dcmtk and others agree on.
 */
class DicomDevelopmentDataTest {
  /** Files whose header says how they cannot be decoded, and the code that says so. */
  private static final Map<String, FindingCode> REFUSED =
      Map.of(
          "pydicom-data__liver_deflate.dcm", FindingCode.UNSUPPORTED,
          "fo-dicom__GH1146.dcm", FindingCode.TRUNCATED,
          "dcm4che__3gb-bulk-data-truncated.dcm", FindingCode.TRUNCATED,
          "pydicom__chrSQEncoding.dcm", FindingCode.NOT_AN_IMAGE,
          "pydicom__badVR.dcm", FindingCode.UNREADABLE,
          "pydicom__chrSQEncoding1.dcm", FindingCode.NOT_AN_IMAGE,
          "pydicom__ExplVR_BigEndNoMeta.dcm", FindingCode.NOT_AN_IMAGE,
          "pydicom__ExplVR_LitEndNoMeta.dcm", FindingCode.NOT_AN_IMAGE,
          "fo-dicom__GH487.dcm", FindingCode.NOT_AN_IMAGE);

  private final Map<String, Integer> outcomes = new TreeMap<>();
  private String slowestFile = "";
  private long slowest;
  private final StoredPixelReader reader = new StoredPixelReader(FrameCodecs.load());

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  private static List<CSVRecord> index(Path folder) throws IOException {
    try (CSVParser parser =
        CSVParser.parse(
            folder.resolve("index.csv"),
            StandardCharsets.UTF_8,
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get())) {
      return parser.getRecords();
    }
  }

  @Test
  void storedValuesAreThoseOfOtherDecoders() throws IOException, DecodeException {
    Path folder = DevelopmentData.folder("dicom");
    int compared = 0;
    for (CSVRecord row : index(folder)) {
      if (!row.get("expected").equals("decode")) {
        continue;
      }
      DicomFile file =
          DicomFile.read(
              direct(Files.readAllBytes(folder.resolve(row.get("file")))), DecodeLimits.DEFAULT);
      ByteBuffer truth = array(folder.resolve(row.get("raw_npy")));
      String type = row.get("raw_dtype");
      int tolerance = file.transferSyntax().lossy() ? 1 : 0;
      int at = 0;
      for (int f = 0; f < file.layout().frames(); f++) {
        StoredFrame frame = reader.read(file, f, DecodeVerification.FULL);
        long largest = 0;
        for (int i = 0; i < frame.count(); i++) {
          largest = Math.max(largest, Math.abs(frame.value(i) - element(truth, type, at++)));
        }
        assertThat(largest).as("%s, frame %d", row.get("file"), f).isLessThanOrEqualTo(tolerance);
      }
      assertThat(at).as(row.get("file")).isEqualTo(truth.limit() / (type.charAt(2) - '0'));
      compared++;
    }
    assertThat(compared).isEqualTo(49);
  }

  private static long element(ByteBuffer values, String type, int i) {
    return switch (type) {
      case "|u1" -> values.get(i) & 0xff;
      case "<u2" -> values.getChar(2 * i);
      case "<i2" -> values.getShort(2 * i);
      case "<u4" -> values.getInt(4 * i) & 0xffff_ffffL;
      default -> throw new IllegalArgumentException(type);
    };
  }

  /** The elements of a NumPy file, or of the only one in an archive. */
  private static ByteBuffer array(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (file.toString().endsWith(".npz")) {
      try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
        assertThat(zip.getNextEntry()).isNotNull();
        bytes = zip.readAllBytes();
      }
    }
    ByteBuffer array = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = 10 + array.getChar(8);
    return array.slice(header, bytes.length - header).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void whatCannotBeDecodedIsRefusedWithItsCode() {
    Path folder = DevelopmentData.folder("dicom");
    REFUSED.forEach(
        (name, code) -> {
          DecodeException refusal =
              catchThrowableOfType(
                  DecodeException.class,
                  () ->
                      reader.read(
                          DicomFile.read(
                              direct(Files.readAllBytes(folder.resolve(name))),
                              DecodeLimits.DEFAULT),
                          0,
                          DecodeVerification.QUICK));
          assertThat(refusal).as(name).isNotNull();
          assertThat(refusal.code()).as(name).isEqualTo(code);
        });
  }

  /** A few of them; {@code -Dxraygpu.dicom.flips=2000 -Dxraygpu.dicom.percent=1} tries many. */
  @Test
  void damageAndTruncationEndInCodes() throws IOException {
    Path folder = DevelopmentData.folder("dicom");
    int flips = Integer.getInteger("xraygpu.dicom.flips", 100);
    int percent = Integer.getInteger("xraygpu.dicom.percent", 25);
    List<CSVRecord> rows = index(folder);
    Map<String, byte[]> files = new HashMap<>();
    for (CSVRecord row : rows) {
      files.put(row.get("file"), Files.readAllBytes(folder.resolve(row.get("file"))));
    }
    for (CSVRecord row : rows) {
      byte[] whole = Objects.requireNonNull(files.get(row.get("file")));
      for (int p = 0; p < 100; p += percent) {
        survive(Arrays.copyOf(whole, (int) ((long) whole.length * p / 100)), row.get("file"));
      }
    }
    report("cut at each " + percent + " %");
    Random random = new Random(20261125);
    for (int i = 0; i < flips; i++) {
      String name = rows.get(random.nextInt(rows.size())).get("file");
      byte[] damaged = Objects.requireNonNull(files.get(name)).clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      survive(damaged, name);
    }
    report("one bit damaged");
  }

  private void report(String what) {
    System.out.printf(
        Locale.ROOT, "%s: %s, slowest %.0f ms (%s)%n", what, outcomes, slowest / 1e6, slowestFile);
    outcomes.clear();
    slowest = 0;
  }

  private void survive(byte[] bytes, String name) {
    long start = System.nanoTime();
    outcomes.merge(outcome(bytes, name), 1, Integer::sum);
    if (System.nanoTime() - start > slowest) {
      slowest = System.nanoTime() - start;
      slowestFile = name;
    }
  }

  private String outcome(byte[] bytes, String name) {
    try {
      DicomFile file = DicomFile.read(direct(bytes), DecodeLimits.DEFAULT);
      assertThat(reader.read(file, 0, DecodeVerification.QUICK).count()).as(name).isPositive();
      return "pixels";
    } catch (DecodeException e) {
      assertThat(e.getMessage()).as(name).isNotBlank().doesNotContain("unexpectedly");
      return e.code().toString();
    }
  }
}
