package dev.xraygpu.cpu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.DevelopmentData;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.WhiteIsZero;
import dev.xraygpu.decode.tiff.OpenCvTiffs;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Public files: chest X-rays, which all decode, and odd and broken ones with what to expect. */
class DevelopmentDataDecodeTest {
  private static final Set<ImageFormat> DECODED =
      Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.TIFF, ImageFormat.BMP);

  private final Decoders decoders = Decoders.load();
  private final FileBuffer buffer = new FileBuffer(DecodeLimits.DEFAULT);

  private HostImage decode(Path file, DecodeVerification verification) throws DecodeException {
    ByteBuffer bytes = buffer.read(file);
    ImageHeader header = HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
    HostImage target = HostImage.allocate(header.pixelType(), header.size());
    decoders.decode(bytes, header, target, verification);
    return target;
  }

  private static List<Path> chestXrays() throws IOException {
    try (Stream<Path> files = Files.walk(DevelopmentData.folder("chest_xray"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void chestXraysAllDecodeWithoutAFinding() throws Exception {
    List<Path> files = chestXrays();

    assertThat(files).hasSize(108);
    for (Path file : files) {
      HostImage quick = decode(file, DecodeVerification.QUICK);
      HostImage full = decode(file, DecodeVerification.FULL);
      assertThat(full.bytes()).as(file.toString()).isEqualTo(quick.bytes());
    }
  }

  @Test
  @Timeout(120)
  void malformedFilesBehaveAsTheirIndexSays() throws Exception {
    Path folder = DevelopmentData.folder("malformed");
    int decoded = 0;
    for (CSVRecord row : index(folder)) {
      for (DecodeVerification verification : DecodeVerification.values()) {
        decoded += check(folder.resolve(row.get("file")), row.get("expected"), verification);
      }
    }
    assertThat(decoded).isGreaterThan(100);
  }

  private static List<CSVRecord> index(Path folder) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(folder.resolve("index.csv"), UTF_8, format)) {
      return parser.getRecords();
    }
  }

  private int check(Path file, String expected, DecodeVerification verification)
      throws DecodeException {
    String name = file.getFileName() + ", " + verification + ", expected: " + expected;
    long start = System.nanoTime();
    try {
      HostImage image = decode(file, verification);
      assertThat(expected).as(name).doesNotStartWith("reject").doesNotStartWith("truncated");
      if (expected.startsWith("decode to ")) {
        String size = expected.substring("decode to ".length());
        Size turned = image.size().transposed();
        // The index holds the stored size; orientations turn it.
        assertThat(size).as(name).isIn(image.size().toString(), turned.toString());
      }
      return 1;
    } catch (DecodeException e) {
      assertThat(e.getMessage()).as(name).isNotBlank().doesNotContain("\n");
      if (expected.startsWith("decode to ")) {
        // Formats and variants without a decoder, by name; never a damaged file.
        assertThat(e.code()).as(name + ": " + e.getMessage()).isEqualTo(FindingCode.UNSUPPORTED);
      }
      if (expected.startsWith("truncated")) {
        assertThat(e.code()).as(name).isIn(FindingCode.TRUNCATED, FindingCode.UNREADABLE);
      }
      return 0;
    } finally {
      assertThat(System.nanoTime() - start).as(name).isLessThan(5_000_000_000L);
    }
  }

  @Test
  void onlyNamedVariantsOfDecodedFormatsAreUnsupported() throws Exception {
    Path folder = DevelopmentData.folder("malformed");
    List<String> unsupported = new ArrayList<>();
    for (CSVRecord row : index(folder)) {
      Path file = folder.resolve(row.get("file"));
      boolean known = HeaderProbe.formatOf(buffer.read(file)).filter(DECODED::contains).isPresent();
      if (!known || !row.get("expected").startsWith("decode to ")) {
        continue;
      }
      try {
        decode(file, DecodeVerification.FULL);
      } catch (DecodeException e) {
        unsupported.add(e.getMessage());
      }
    }
    assertThat(unsupported)
        .containsExactlyInAnyOrder(
            "TIFF compressed with LZMA has no decoder",
            "TIFF compressed with old-style JPEG has no decoder",
            "TIFF compressed with old-style JPEG has no decoder",
            "TIFF with signed samples has no decoder");
  }

  /** OpenCV's Python bindings, of another version and build, are the judge. */
  @Test
  void pixelsEqualThoseOfPython() throws Exception {
    List<Path> files = new ArrayList<>(chestXrays());
    try (Stream<Path> malformed = Files.list(DevelopmentData.folder("malformed"))) {
      malformed.sorted().forEach(files::add);
    }
    Map<Path, String> ours = new HashMap<>();
    StringBuilder input = new StringBuilder();
    for (Path file : files) {
      try {
        HostImage image = decode(file, DecodeVerification.FULL);
        if (isMisreadByOpenCv(file)) {
          continue;
        }
        ours.put(file, checksum(image));
        input.append(image.type() == PixelType.U16 ? "2 " : "0 ").append(file).append('\n');
      } catch (DecodeException e) {
        // What is refused has no pixels to compare.
      }
    }
    Map<Path, String> theirs = python(input.toString());
    assertThat(ours).isEqualTo(theirs);
  }

  /** OpenCvImageDecoderTest and TiffDecoderTest know what these are. */
  private boolean isMisreadByOpenCv(Path file) throws DecodeException {
    ByteBuffer bytes = buffer.read(file);
    ImageHeader header = HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
    return WhiteIsZero.black(bytes, header).isPresent() || OpenCvTiffs.misread(bytes, header);
  }

  private static String checksum(HostImage image) {
    CRC32 checksum = new CRC32();
    checksum.update(image.bytes());
    return image.size() + " " + checksum.getValue();
  }

  private static Map<Path, String> python(String input) throws Exception {
    Path python = Path.of("/usr/bin/python3");
    String script =
        """
        import sys, zlib, cv2
        for line in sys.stdin:
            flags, path = line.rstrip('\\n').split(' ', 1)
            image = cv2.imread(path, cv2.IMREAD_GRAYSCALE | int(flags))
            checksum = zlib.crc32(image.tobytes())
            print(f'{image.shape[1]}x{image.shape[0]} {checksum} {path}')
        """;
    String message = "skipped: no /usr/bin/python3 with cv2 (Debian: python3-opencv)";
    boolean there = Files.isExecutable(python) && run(python, "import cv2", "").waitFor() == 0;
    if (!there) {
      System.out.println(message);
    }
    assumeTrue(there, message);
    Process process = run(python, script, input);
    Map<Path, String> checksums = new HashMap<>();
    try (var lines = process.inputReader(UTF_8)) {
      for (String line : lines.lines().toList()) {
        String[] parts = line.split(" ", 3);
        checksums.put(Path.of(parts[2]), parts[0] + " " + parts[1]);
      }
    }
    assertThat(process.waitFor()).isZero();
    return checksums;
  }

  private static Process run(Path python, String script, String input) throws IOException {
    Path file = Files.createTempFile("paths", ".txt");
    file.toFile().deleteOnExit();
    Files.writeString(file, input);
    return new ProcessBuilder(python.toString(), "-c", script)
        .redirectInput(file.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
