package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.sink.PngEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of single frames of files that have several. */
class FrameCopiesTest {
  private static final Size SIZE = new Size(160, 120);

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void makeDataset() throws IOException {
    data = folder.resolve("data");
    for (int i = 1; i <= 8; i++) {
      png("train/A/other%d.png".formatted(i), image(i));
    }
  }

  @Test
  void aFrameIsACopyOfWhatShowsTheSameAndNoOtherFrameIs() throws IOException {
    dicom("train/A/film.dcm", image(100), image(101), image(102));
    png("train/A/darker.png", darker(image(100)));
    png("test/A/third.png", image(102));
    Path out = validate("--depth", 8);
    assertThat(rows(out.resolve("findings.csv")))
        .containsExactly(
            "test/A/third.png,same-pixels,warning,\"has the same pixels as train/A/film.dcm#3, which"
                + " is the one to keep\"",
            "test/A/third.png,leakage-duplicate,error,\"is in test, and its copy train/A/film.dcm#3"
                + " in train\"",
            "train/A/darker.png,near-duplicate,warning,\"shows the same exposure as"
                + " train/A/film.dcm#1 (correlation 1.00), which is the one to keep\"");
    List<String> manifest = Files.readAllLines(out.resolve("manifest.csv"));
    assertThat(rows(out.resolve("duplicates.csv")))
        .map(row -> row.split(",", -1)[1])
        .containsExactly(
            "test/A/third.png", "train/A/film.dcm#3", "train/A/darker.png", "train/A/film.dcm#1")
        .allSatisfy(path -> assertThat(manifest).anyMatch(row -> row.startsWith(path + ",")));
    // The page shows the frame itself, not the first of its file.
    assertThat(out.resolve("report.html")).content().contains("train/A/film.dcm#3");
  }

  @Test
  void framesOfOneFilmAreNoCopiesOfEachOther() throws IOException {
    HostImage[] film = film(20, 1);
    dicom("train/A/film.dcm", film);
    dicom("train/A/still.dcm", image(300), image(300), image(300));
    assertThat(rows(validate().resolve("findings.csv"))).isEmpty();

    // More frames than neighbours are looked at, and every frame of the other film is alike.
    dicom("test/A/copy.dcm", film(20, 0.9));
    Path out = validate();
    List<String> copies =
        rows(out.resolve("findings.csv")).stream()
            .filter(row -> row.contains("near-duplicate"))
            .toList();
    assertThat(copies).hasSize(20);
    for (int frame = 1; frame <= 20; frame++) {
      assertThat(copies.get(frame - 1))
          .startsWith("train/A/film.dcm#" + frame + ",")
          .contains("the same exposure as test/A/copy.dcm#" + frame + " (");
    }
    assertThat(rows(out.resolve("duplicates.csv"))).hasSize(40);
    Path again = folder.resolve("again");
    CommandLineRun.of("validate", data, "--out", again, "--threads", 3);
    for (String name : List.of("findings.csv", "duplicates.csv")) {
      assertThat(again.resolve(name)).hasSameTextualContentAs(out.resolve(name));
    }
  }

  @Test
  void equalFilesAreCopiesFrameByFrame() throws IOException {
    dicom("train/A/film.dcm", image(100), image(101));
    Files.copy(data.resolve("train/A/film.dcm"), data.resolve("train/A/same.dcm"));
    assertThat(rows(validate().resolve("findings.csv")))
        .containsExactly(
            "train/A/same.dcm#1,exact-duplicate,warning,\"has the same bytes as"
                + " train/A/film.dcm#1, which is the one to keep\"",
            "train/A/same.dcm#2,exact-duplicate,warning,\"has the same bytes as"
                + " train/A/film.dcm#2, which is the one to keep\"");
    Path fixed = folder.resolve("fixed.csv");
    CommandLineRun.of("validate", data, "--fix-splits", fixed);
    assertThat(rows(fixed)).hasSize(10);
  }

  @Test
  void noFrameIsSaidToBeACopyOfAnotherOfItsFile() throws IOException {
    png("train/A/larger.png", doubled(image(300)));
    dicom("train/A/still.dcm", image(300), image(300));
    png("train/A/third.png", image(300));
    List<String> findings = rows(validate("--depth", 8).resolve("findings.csv"));
    assertThat(findings).hasSize(3);
    for (int frame = 1; frame <= 2; frame++) {
      assertThat(findings.get(frame - 1))
          .startsWith("train/A/still.dcm#" + frame + ",near-duplicate,")
          .contains("the same exposure as train/A/larger.png (");
    }
    assertThat(findings.get(2))
        .isEqualTo(
            "train/A/third.png,same-pixels,warning,has the same pixels as train/A/still.dcm#1; the one"
                + " to keep is train/A/larger.png");
  }

  @Test
  void aNearCopyIsComparedWithTheOneToKeepAlsoWhereAnotherIsMoreAlike() throws IOException {
    png("train/A/larger.png", doubled(image(200)));
    dicom("train/A/film.dcm", film(1, 1)[0], image(101));
    png("train/A/third.png", darker(film(1, 1)[0]));
    assertThat(rows(validate("--depth", 8).resolve("findings.csv")))
        .hasSize(2)
        .allMatch(row -> row.contains("the same exposure as train/A/larger.png ("));
  }

  @Test
  void theFrameThatIsAskedForIsCompared() throws IOException {
    dicom("train/A/one.dcm", image(100), image(101));
    dicom("train/A/other.dcm", image(102), darker(image(101)));
    assertThat(rows(validate("--frame", 2).resolve("findings.csv")))
        .singleElement()
        .asString()
        .startsWith("train/A/other.dcm#2,near-duplicate")
        .contains("train/A/one.dcm#2");
  }

  private Path validate(Object... options) {
    Path out = folder.resolve("out");
    Object[] arguments = new Object[options.length + 7];
    System.arraycopy(
        new Object[] {
          "validate", data, "--out", out, "--overwrite", "--select", "*-duplicate,same-pixels"
        },
        0,
        arguments,
        0,
        7);
    System.arraycopy(options, 0, arguments, 7, options.length);
    CommandLineRun run = CommandLineRun.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isIn(0, 3);
    return out;
  }

  private static List<String> rows(Path table) throws IOException {
    List<String> lines = Files.readAllLines(table);
    return lines.subList(1, lines.size());
  }

  // One exposure with the noise of its own that every frame of a film has.
  private static HostImage[] film(int frames, double brightness) {
    HostImage[] film = new HostImage[frames];
    for (int frame = 0; frame < frames; frame++) {
      HostImage image = image(200);
      Random random = new Random(900 + frame);
      for (int i = 0; i < image.pixelCount(); i++) {
        int value = (image.pixels().get(i) & 0xff) + random.nextInt(7) - 3;
        image.pixels().put(i, (byte) (value * brightness));
      }
      film[frame] = image;
    }
    return film;
  }

  // Noise in squares of four pixels: structure that survives the thumbnail.
  private static HostImage image(int seed) {
    HostImage image = HostImage.allocate(PixelType.U8, SIZE);
    int[] squares = new Random(seed).ints(40 * 30, 40, 220).toArray();
    for (int i = 0; i < image.pixelCount(); i++) {
      int square = i / SIZE.width() / 4 * 40 + i % SIZE.width() / 4;
      image.pixels().put(i, (byte) squares[square]);
    }
    return image;
  }

  private static HostImage doubled(HostImage image) {
    int width = 2 * SIZE.width();
    HostImage doubled = HostImage.allocate(PixelType.U8, new Size(width, 2 * SIZE.height()));
    for (int i = 0; i < doubled.pixelCount(); i++) {
      int from = i / width / 2 * SIZE.width() + i % width / 2;
      doubled.pixels().put(i, image.pixels().get(from));
    }
    return doubled;
  }

  private static HostImage darker(HostImage image) {
    for (int i = 0; i < image.pixelCount(); i++) {
      image.pixels().put(i, (byte) ((image.pixels().get(i) & 0xff) * 0.8));
    }
    return image;
  }

  private void png(String path, HostImage image) throws IOException {
    write(path, PngEncoder.encode(image));
  }

  private void write(String path, byte[] bytes) throws IOException {
    Path file = data.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  // Little endian, explicit, shown through a window that changes no value.
  private void dicom(String path, HostImage... frames) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[128]);
    out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    element(out, 0x0002_0010, "UI", "1.2.840.10008.1.2.1\0");
    element(out, 0x0028_0002, "US", 1);
    element(out, 0x0028_0004, "CS", "MONOCHROME2 ");
    element(out, 0x0028_0008, "IS", "%2d".formatted(frames.length));
    element(out, 0x0028_0010, "US", SIZE.height());
    element(out, 0x0028_0011, "US", SIZE.width());
    element(out, 0x0028_0100, "US", 8);
    element(out, 0x0028_0101, "US", 8);
    element(out, 0x0028_0102, "US", 7);
    element(out, 0x0028_0103, "US", 0);
    element(out, 0x0028_1050, "DS", "128 ");
    element(out, 0x0028_1051, "DS", "256 ");
    header(out, 0x7fe0_0010, "OB", 12, frames.length * SIZE.width() * SIZE.height());
    for (HostImage frame : frames) {
      for (int i = 0; i < frame.pixelCount(); i++) {
        out.write(frame.pixels().get(i));
      }
    }
    write(path, out.toByteArray());
  }

  private static void element(ByteArrayOutputStream out, int tag, String vr, String value) {
    header(out, tag, vr, 8, value.length());
    out.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
  }

  private static void element(ByteArrayOutputStream out, int tag, String vr, int value) {
    header(out, tag, vr, 8, 2);
    out.write(value);
    out.write(value >> 8);
  }

  private static void header(
      ByteArrayOutputStream out, int tag, String vr, int headerBytes, int length) {
    ByteBuffer header = ByteBuffer.allocate(headerBytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort((short) (tag >> 16)).putShort((short) tag);
    header.put(vr.getBytes(StandardCharsets.US_ASCII));
    if (headerBytes == 8) {
      header.putShort((short) length);
    } else {
      header.putShort((short) 0).putInt(length);
    }
    out.writeBytes(header.array());
  }
}
