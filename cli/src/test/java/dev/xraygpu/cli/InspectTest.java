package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code inspect} without {@code --stage}. */
class InspectTest {
  private static final int PANEL = 256;
  private static final int MARGIN = 16;

  @TempDir Path folder;
  private Path dataset;

  @BeforeEach
  void makeDataset() throws IOException {
    dataset = PngDataset.create(folder.resolve("data"));
  }

  private CommandLineRun inspect(Path input, Path out, Object... more) {
    return CommandLineRun.inspect(
        input, Stream.concat(Stream.of("--out", out), Stream.of(more)).toArray());
  }

  @Test
  void onePictureHasAColumnForEachStage() throws IOException {
    Path image = dataset.resolve("train/NORMAL/x0.png");
    Path picture = folder.resolve("stages.png");
    CommandLineRun run = inspect(image, picture, "--panel", PANEL);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("120x120", "sha256", "wrote", picture.toString());
    BufferedImage four = ImageIO.read(picture.toFile());
    // decoded, resize, median, clahe
    assertThat(four.getWidth()).isEqualTo(4 * PANEL + 5 * MARGIN);
    Path more = folder.resolve("more.png");
    run =
        inspect(
            image, more, "--panel", PANEL, "--mask-artifacts", "fill", "--normalize", "0.4,0.2");
    assertThat(run.exitCode()).as(run.err()).isZero();
    BufferedImage six = ImageIO.read(more.toFile());
    // decoded, mask, resize; median, clahe, normalize
    assertThat(six.getWidth()).isEqualTo(3 * PANEL + 4 * MARGIN);
    assertThat(six.getHeight()).isGreaterThan(four.getHeight() * 3 / 2);
  }

  @Test
  void madeUpPixelsHaveABox() throws IOException {
    int side = 160;
    BufferedImage gap = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        gap.getRaster().setSample(x, y, 0, y == 90 ? 0 : 60 + (x * 7 + y * 13) % 150);
      }
    }
    Path file = folder.resolve("gap.png");
    ImageIO.write(gap, "png", file.toFile());
    Path picture = folder.resolve("boxes.png");
    assertThat(inspect(file, picture, "--on-fault", "missing-region=impute").exitCode()).isZero();
    assertThat(violet(ImageIO.read(picture.toFile()))).isGreaterThan(2 * side);
    int madeUp = violet(ImageIO.read(picture.toFile()));
    assertThat(
            inspect(file, picture, "--overwrite", "--on-fault", "missing-region=flag").exitCode())
        .isZero();
    // Dashed, as nothing was done about it.
    assertThat(violet(ImageIO.read(picture.toFile()))).isBetween(side, madeUp - side / 4);
    assertThat(inspect(file, picture, "--overwrite").exitCode()).isZero();
    assertThat(violet(ImageIO.read(picture.toFile()))).isZero();
  }

  @Test
  void allThatThePictureSaysIsThereForPrograms() throws IOException {
    Path image = dataset.resolve("train/NORMAL/x0.png");
    Path picture = folder.resolve("stages.png");
    CommandLineRun run = inspect(image, picture, "--json", "--denoise", "median:5");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode facts = JsonMapper.shared().readTree(run.out());
    assertThat(facts.path("picture").asString()).isEqualTo(picture.toString());
    assertThat(picture).exists();
    assertThat(facts.path("sha256").asString()).hasSize(64);
    assertThat(facts.path("geometry").path("crop_width").asInt()).isEqualTo(120);
    assertThat(facts.path("geometry").path("scale").asDouble()).isEqualTo(224.0 / 120);
    assertThat(facts.path("denoise").path("limit_on_edges").asDouble()).isEqualTo(0.4);
    assertThat(facts.path("seen").path("lungs").path("confidence").isNumber()).isTrue();
    assertThat(facts.path("findings").isArray()).isTrue();
    JsonNode stages = facts.path("stages");
    assertThat(stages).hasSize(4);
    BufferedImage decoded = ImageIO.read(image.toFile());
    double sum = 0;
    for (int y = 0; y < decoded.getHeight(); y++) {
      for (int x = 0; x < decoded.getWidth(); x++) {
        sum += decoded.getRaster().getSample(x, y, 0);
      }
    }
    assertThat(stages.get(0).path("mean").asDouble())
        .isCloseTo(sum / decoded.getWidth() / decoded.getHeight(), within(1e-9));
    assertThat(stages.get(3).path("stage").asString()).isEqualTo("clahe");
    run = CommandLineRun.inspect(image, "--json", "--no-picture");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(JsonMapper.shared().readTree(run.out()).has("picture")).isFalse();
    assertThat(CommandLineRun.of("inspect", dataset, "--json").exitCode()).isEqualTo(2);
  }

  private static int violet(BufferedImage picture) {
    int count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        count += (picture.getRGB(x, y) & 0xffffff) == 0xb48cff ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void anEarlierPictureIsKeptUnlessItIsToBeReplaced() throws IOException {
    Path image = dataset.resolve("train/NORMAL/x0.png");
    Path picture = folder.resolve("stages.png");
    assertThat(inspect(image, picture).exitCode()).isZero();
    byte[] first = Files.readAllBytes(picture);
    assertThat(inspect(image, picture).out()).contains("as before");
    CommandLineRun other = inspect(image, picture, "--clahe", "none");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains("exists already", "--overwrite");
    assertThat(picture).hasBinaryContent(first);
    assertThat(inspect(image, picture, "--clahe", "none", "--overwrite").exitCode()).isZero();
    assertThat(Files.readAllBytes(picture)).isNotEqualTo(first);
  }

  @Test
  void anEarlierFileOfAStageIsKeptLikewise() throws IOException {
    Path image = dataset.resolve("train/NORMAL/x0.png");
    for (String name : new String[] {"x.npy", "x.png"}) {
      Path out = folder.resolve(name);
      assertThat(inspect(image, out, "--stage", "clahe").exitCode()).isZero();
      byte[] first = Files.readAllBytes(out);
      assertThat(inspect(image, out, "--stage", "clahe").out()).contains("as before");
      CommandLineRun other = inspect(image, out, "--stage", "resize");
      assertThat(other.exitCode()).isEqualTo(1);
      assertThat(other.err()).contains("exists already", "--overwrite");
      assertThat(out).hasBinaryContent(first);
      assertThat(inspect(image, out, "--stage", "resize", "--overwrite").exitCode()).isZero();
      assertThat(Files.readAllBytes(out)).isNotEqualTo(first);
    }
  }

  @Test
  void aFileThatIsNoImageLeavesNoPicture() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.png"), "nothing");
    Path picture = folder.resolve("stages.png");
    CommandLineRun run = inspect(broken, picture);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("not-an-image");
    assertThat(picture).doesNotExist();
  }

  @Test
  void aFolderHasItsImagesAndItsBadFilesOnAPage() throws IOException {
    Files.writeString(dataset.resolve("train/NORMAL/broken.png"), "nothing");
    Path sheet = folder.resolve("sheet.png");
    CommandLineRun run = inspect(dataset, sheet);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("9 of 9 files", "1 without pixels", "not-an-image: 1", sheet.toString());
    int rows = ImageIO.read(sheet.toFile()).getHeight();
    for (String order : new String[] {"name", "finding", "class"}) {
      Path other = folder.resolve(order + ".png");
      assertThat(inspect(dataset, other, "--sort", order).exitCode()).isZero();
      assertThat(ImageIO.read(other.toFile()).getHeight()).isEqualTo(rows);
    }
    assertThat(folder.resolve("class.png")).hasSameBinaryContentAs(sheet);
    CommandLineRun again = inspect(dataset, sheet);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("exists already", "--overwrite");
    assertThat(inspect(dataset, sheet, "--overwrite").exitCode()).isZero();
  }

  @Test
  void whatIsLeftOutIsSaidAndManyImagesTakePages() throws IOException {
    for (int i = 0; i < 40; i++) {
      PngDataset.write(dataset.resolve("train/NORMAL").resolve("more" + i + ".png"), 60 + i);
    }
    CommandLineRun run = inspect(dataset, folder.resolve("sheet.png"), "--limit", "30");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("30 of 48 files; 18 left out");
    int full = ImageIO.read(folder.resolve("sheet-1.png").toFile()).getHeight();
    int rest = ImageIO.read(folder.resolve("sheet-2.png").toFile()).getHeight();
    assertThat(rest).isLessThan(full / 2); // 24 images, then 6
    assertThat(folder.resolve("sheet-3.png")).doesNotExist();
    assertThat(folder.resolve("sheet.png")).doesNotExist();
  }

  @Test
  void optionsOfTheOtherKindAreRefused() throws IOException {
    Path image = dataset.resolve("train/NORMAL/x0.png");
    Path out = folder.resolve("x.png");
    CommandLineRun run = inspect(dataset, out, "--stage", "clahe");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("folder");
    assertThat(inspect(image, out, "--limit", "3").exitCode()).isEqualTo(2);
    assertThat(inspect(dataset, out, "--limit", "0").exitCode()).isEqualTo(2);
    assertThat(inspect(dataset, out, "--sort", "size").err()).contains("class, name, finding");
    assertThat(inspect(dataset, folder.resolve("x.jpg")).exitCode()).isEqualTo(2);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    CommandLineRun nothing = inspect(empty, out);
    assertThat(nothing.exitCode()).isEqualTo(1);
    assertThat(nothing.err()).contains("no files found");
    assertThat(out).doesNotExist();
  }
}
