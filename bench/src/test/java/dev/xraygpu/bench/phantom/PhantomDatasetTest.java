package dev.xraygpu.bench.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomDatasetTest {
  private static final PhantomDatasetOptions OPTIONS =
      new PhantomDatasetOptions(
          30,
          42,
          new PhantomSizes.Varied(400, 640),
          PhantomFaults.PLANTED,
          2,
          ExistingFiles.REFUSE);

  @TempDir static Path folder;
  private static PhantomDataset dataset = new PhantomDataset(Path.of(""), List.of(), List.of());

  @BeforeAll
  static void write() throws IOException, InterruptedException {
    dataset = PhantomDataset.write(folder.resolve("phantoms"), OPTIONS);
  }

  @Test
  void everyFileOnDiskIsListedAndNoOther() throws IOException {
    Set<String> listed = new TreeSet<>();
    dataset.images().forEach(image -> listed.add(image.path()));
    dataset.faults().forEach(fault -> listed.add(fault.path()));
    assertThat(files(dataset.root()).keySet()).isEqualTo(listed);
    assertThat(listed).hasSize(30 + PlantedFault.Kind.values().length);
  }

  @Test
  void everySplitHasBothClasses() {
    assertThat(
            dataset.images().stream()
                .map(image -> image.path().substring(0, image.path().lastIndexOf('/')))
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "train/NORMAL",
            "train/PNEUMONIA",
            "val/NORMAL",
            "val/PNEUMONIA",
            "test/NORMAL",
            "test/PNEUMONIA");
    assertThat(dataset.images())
        .allSatisfy(
            image ->
                assertThat(image.path())
                    .contains("/" + image.specification().phantomClass().label() + "/")
                    .matches(
                        ".*/(IM-\\d{4}-\\d{4}|person\\d+_(bacteria|virus)_\\d+)[.](jpeg|png|tiff)"));
  }

  @Test
  void headersSayTheSizesThatWereAskedFor() throws IOException {
    for (PhantomImage image : dataset.images()) {
      Size size = image.specification().size();
      assertThat(Math.max(size.width(), size.height())).isBetween(400, 640);
      try (ImageInputStream input =
          ImageIO.createImageInputStream(dataset.root().resolve(image.path()).toFile())) {
        ImageReader reader = ImageIO.getImageReaders(input).next();
        reader.setInput(input);
        assertThat(new Size(reader.getWidth(0), reader.getHeight(0))).isEqualTo(size);
        String extension = image.path().substring(image.path().lastIndexOf('.') + 1);
        assertThat(reader.getOriginatingProvider().getFileSuffixes()).contains(extension);
        reader.dispose();
      }
    }
  }

  @Test
  void losslessFilesHoldThePhantomsPixels() throws IOException {
    Set<PixelType> depths = new TreeSet<>();
    Set<String> extensions = new TreeSet<>();
    for (PhantomImage image : dataset.images()) {
      if (!image.path().endsWith(".jpeg")) {
        HostImage expected = new PhantomGenerator().render(image.specification());
        Raster raster = read(image.path());
        for (int y = 0; y < expected.size().height(); y += 3) {
          for (int x = 0; x < expected.size().width(); x += 3) {
            assertThat(raster.getSample(x, y, 0)).isEqualTo(expected.get(x, y));
          }
        }
        depths.add(expected.type());
        extensions.add(image.path().substring(image.path().lastIndexOf('.')));
      }
    }
    assertThat(depths).containsExactly(PixelType.U8, PixelType.U16);
    assertThat(extensions).containsExactly(".png", ".tiff");
  }

  @Test
  void truncatedJpegHasNoEnd() throws IOException {
    byte[] bytes = bytes(PlantedFault.Kind.TRUNCATED_JPEG);
    assertThat(bytes).startsWith(0xff, 0xd8);
    assertThat(Arrays.copyOfRange(bytes, bytes.length - 2, bytes.length))
        .isNotEqualTo(new byte[] {(byte) 0xff, (byte) 0xd9});
  }

  @Test
  void contentIsWhatTheKindSays() throws IOException {
    assertThat(bytes(PlantedFault.Kind.EMPTY_FILE)).isEmpty();
    assertThat(bytes(PlantedFault.Kind.WRONG_EXTENSION)).startsWith(0x89, 'P', 'N', 'G');
    assertThat(path(PlantedFault.Kind.WRONG_EXTENSION)).endsWith(".jpeg");
    assertThat(bytes(PlantedFault.Kind.GIF)).startsWith('G', 'I', 'F', '8');
    assertThat(new String(bytes(PlantedFault.Kind.TEXT_FILE), StandardCharsets.UTF_8))
        .contains("note");
    assertThat(read(path(PlantedFault.Kind.COLOR_JPEG)).getNumBands()).isEqualTo(3);
    assertThat(path(PlantedFault.Kind.DS_STORE)).endsWith("/.DS_Store");
  }

  @Test
  void darkConstantAndSmallImagesAreSo() throws IOException {
    List<Integer> dark = samples(PlantedFault.Kind.NEARLY_BLACK);
    assertThat(dark.stream().mapToInt(Integer::intValue).average().orElseThrow())
        .isBetween(0.1, 4.0);
    assertThat(Set.copyOf(samples(PlantedFault.Kind.CONSTANT))).hasSize(1);
    assertThat(read(path(PlantedFault.Kind.TINY)).getHeight()).isEqualTo(40);
    assertThat(read(path(PlantedFault.Kind.SMALL)).getHeight()).isEqualTo(80);
  }

  @Test
  void exifRotatedImageLiesOnItsSideAndSaysSo() throws IOException {
    Raster stored = read(path(PlantedFault.Kind.EXIF_ROTATED));
    assertThat(stored.getHeight()).isGreaterThan(stored.getWidth());
    byte[] bytes = bytes(PlantedFault.Kind.EXIF_ROTATED);
    assertThat(new String(bytes, 6, 4, StandardCharsets.US_ASCII)).isEqualTo("Exif");
    // SOI, marker, length and "Exif" take 12 bytes, the TIFF header 8, the entry count 2; the
    // entry's value, big-endian, ends at its tenth byte.
    assertThat(bytes[12 + 8 + 2 + 9]).isEqualTo((byte) 6);
  }

  @Test
  void leaksLeadFromTrainingToTheOtherSplits() throws IOException {
    Map<String, byte[]> files = files(dataset.root());
    String duplicate = path(PlantedFault.Kind.DUPLICATE_ACROSS_SPLITS);
    assertThat(duplicate).startsWith("test/");
    byte[] bytes = bytes(PlantedFault.Kind.DUPLICATE_ACROSS_SPLITS);
    assertThat(files.keySet().stream().filter(path -> Arrays.equals(files.get(path), bytes)))
        .hasSize(2)
        .anyMatch(path -> path.startsWith("train/"));

    String leaked = path(PlantedFault.Kind.PATIENT_IN_TWO_SPLITS);
    assertThat(leaked).startsWith("val/PNEUMONIA/person");
    String person = leaked.substring(leaked.lastIndexOf('/') + 1, leaked.indexOf('_') + 1);
    assertThat(files.keySet()).anyMatch(path -> path.startsWith("train/PNEUMONIA/" + person));
  }

  @Test
  void withoutFaultsNoPatientIsInTwoSplits() throws IOException, InterruptedException {
    PhantomDataset sound = PhantomDataset.write(folder.resolve("sound"), small(60));
    assertThat(sound.faults()).isEmpty();
    assertThat(sound.images())
        .hasSize(60)
        .allMatch(image -> image.specification().size().equals(new Size(64, 64)));
    Map<Long, Set<String>> splits = new TreeMap<>();
    Map<String, Long> patients = new TreeMap<>();
    for (PhantomImage image : sound.images()) {
      long patient = image.specification().patient();
      splits
          .computeIfAbsent(patient, any -> new TreeSet<>())
          .add(image.path().substring(0, image.path().indexOf('/')));
      String name = image.path().substring(image.path().lastIndexOf('/') + 1);
      String named = name.replaceFirst("(IM-\\d+|person\\d+).*", "$1");
      assertThat(patients.computeIfAbsent(named, any -> patient)).isEqualTo(patient);
    }
    assertThat(splits.values()).allMatch(where -> where.size() == 1);
    assertThat(splits).as("some patients have several images").hasSizeLessThan(60);
  }

  @Test
  void anyNumberOfThreadsWritesTheSameFiles() throws IOException, InterruptedException {
    PhantomDatasetOptions single =
        new PhantomDatasetOptions(
            30, 42, OPTIONS.sizes(), PhantomFaults.PLANTED, 1, ExistingFiles.REFUSE);
    PhantomDataset again = PhantomDataset.write(folder.resolve("single"), single);
    assertThat(again.images()).isEqualTo(dataset.images());
    assertThat(again.faults()).isEqualTo(dataset.faults());
    Map<String, byte[]> first = files(dataset.root());
    Map<String, byte[]> second = files(again.root());
    assertThat(second.keySet()).isEqualTo(first.keySet());
    second.forEach((path, bytes) -> assertThat(bytes).as(path).isEqualTo(first.get(path)));
  }

  @Test
  void existingFilesStayUnlessReplacementIsAskedFor() throws IOException, InterruptedException {
    Path root = folder.resolve("existing");
    Path mine = root.resolve("test/PNEUMONIA/mine.txt");
    Path taken = root.resolve("train/NORMAL/IM-0001-0001.jpeg");
    Files.createDirectories(root.resolve("test/PNEUMONIA"));
    Files.createDirectories(root.resolve("train/NORMAL"));
    Files.writeString(mine, "mine");
    Files.writeString(taken, "mine too");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> PhantomDataset.write(root, small(12)))
        .withMessageContaining("IM-0001-0001.jpeg");
    assertThat(files(root)).hasSize(2);

    PhantomDataset.write(root, small(12).withExisting(ExistingFiles.REPLACE));
    assertThat(files(root)).hasSize(13);
    assertThat(Files.readString(mine)).isEqualTo("mine");
    assertThat(Files.readAllBytes(taken)).startsWith(0xff, 0xd8);
  }

  @Test
  void refusesAFileForAFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatExceptionOfType(NotDirectoryException.class)
        .isThrownBy(() -> PhantomDataset.write(file, OPTIONS))
        .withMessageContaining("name a folder");
  }

  @Test
  void refusesOptionsThatMakeNoDataset() {
    assertThatIllegalArgumentException().isThrownBy(() -> small(11)).withMessageContaining("11");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new PhantomDatasetOptions(
                    12, 1, OPTIONS.sizes(), PhantomFaults.NONE, 0, ExistingFiles.REFUSE));
    assertThatIllegalArgumentException().isThrownBy(() -> new PhantomSizes.Varied(500, 400));
    assertThatIllegalArgumentException().isThrownBy(() -> new PhantomSizes.Varied(100, 400));
    assertThatIllegalArgumentException().isThrownBy(() -> new PhantomSizes.Varied(400, 9000));
  }

  private static PhantomDatasetOptions small(int images) {
    return new PhantomDatasetOptions(
        images,
        1,
        new PhantomSizes.Fixed(new Size(64, 64)),
        PhantomFaults.NONE,
        2,
        ExistingFiles.REFUSE);
  }

  private static String path(PlantedFault.Kind kind) {
    return dataset.faults().stream()
        .filter(fault -> fault.kind() == kind)
        .findFirst()
        .orElseThrow()
        .path();
  }

  private static byte[] bytes(PlantedFault.Kind kind) throws IOException {
    return Files.readAllBytes(dataset.root().resolve(path(kind)));
  }

  private static Raster read(String path) throws IOException {
    return ImageIO.read(dataset.root().resolve(path).toFile()).getRaster();
  }

  private static List<Integer> samples(PlantedFault.Kind kind) throws IOException {
    Raster raster = read(path(kind));
    int[] samples = new int[raster.getWidth() * raster.getHeight()];
    raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, samples);
    return Arrays.stream(samples).boxed().toList();
  }

  private static Map<String, byte[]> files(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    return files;
  }
}
