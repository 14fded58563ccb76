package dev.xraygpu.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.device.Patch;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.MaskArtifacts;
import dev.xraygpu.region.BoxedImages.BoxedImage;
import dev.xraygpu.region.MarkedImages.MarkedImage;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Letters that this test plants on real images, and what a person marked on them. */
class ArtifactFinderTest {
  private static final int DRAWS = 3;
  private static final LungFields LUNGS = new LungFields(LungModel.shipped());

  static List<Rectangle> find(HostImage image) {
    Thumbnail thumbnail = new Thumbnailer().of(image);
    SmallCopyLevels levels = new SmallCopyLevels(thumbnail);
    RegionEstimate lungs = LUNGS.find(thumbnail, FieldBorder.find(thumbnail, levels).area());
    return ArtifactFinder.find(image, thumbnail, levels, ArtifactThorax.of(lungs));
  }

  static boolean meet(Rectangle a, Rectangle b) {
    return a.x() < b.right() && b.x() < a.right() && a.y() < b.bottom() && b.y() < a.bottom();
  }

  @Test
  void plantedLettersAreFound() throws Exception {
    List<BoxedImage> images = BoxedImages.requireAll(ArtifactFinderTest.class);
    List<String> missed = new ArrayList<>();
    int planted = 0;
    for (int seed = 11; seed < 11 + DRAWS; seed++) {
      Random random = new Random(seed);
      int before = planted;
      int missedBefore = missed.size();
      for (BoxedImage one : images) {
        HostImage original = one.decode();
        for (int i = 0; i < 2; i++) {
          Optional<PlantedWord> word = PlantedWord.draw(one, original, random);
          if (word.isPresent()) {
            planted++;
            Rectangle box = word.get().box();
            if (find(word.get().on(original)).stream().noneMatch(hit -> covers(hit, box))) {
              missed.add(one.file() + " " + word.get());
            }
          }
        }
      }
      int letters = planted - before;
      System.out.printf(
          "letters planted on real images, seed %d: %d, found %d%n",
          seed, letters, letters - missed.size() + missedBefore);
    }
    assertThat(planted).isGreaterThan(DRAWS * images.size());
    assertThat(1 - (double) missed.size() / planted)
        .as("missed: %s", missed)
        .isGreaterThanOrEqualTo(0.95);
  }

  static boolean covers(Rectangle hit, Rectangle box) {
    if (!meet(hit, box)) {
      return false;
    }
    double width = Math.min(hit.right(), box.right()) - Math.max(hit.x(), box.x());
    double height = Math.min(hit.bottom(), box.bottom()) - Math.max(hit.y(), box.y());
    return width * height >= 0.5 * box.size().area();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void boxesLieOnWhatAPersonMarked() throws Exception {
    BoxedImages.requireAll(ArtifactFinderTest.class);
    List<String> falsely = new ArrayList<>();
    List<String> overlooked = new ArrayList<>();
    int images = 0;
    int withText = 0;
    for (MarkedImage one : MarkedImages.all().values()) {
      assertThat(sha256(BoxedImages.read(one.file()))).isEqualTo(one.sha256());
      List<Rectangle> hits = find(BoxedImages.decode(one.file()));
      images++;
      hits.stream()
          .filter(hit -> one.marks().stream().noneMatch(mark -> meet(hit, mark.box())))
          .findFirst()
          .ifPresent(hit -> falsely.add(one.file() + " " + hit));
      if (one.hasText()) {
        withText++;
        if (one.marks().stream()
            .filter(mark -> mark.kind() == MarkedImages.Kind.TEXT)
            .noneMatch(mark -> hits.stream().anyMatch(hit -> meet(hit, mark.box())))) {
          overlooked.add(one.file());
        }
      }
    }
    System.out.printf(
        "real images: %d, with a box where nothing was marked: %d %s%n",
        images, falsely.size(), falsely);
    System.out.printf(
        "with text: %d, overlooked: %d %s%n", withText, overlooked.size(), overlooked);
    assertThat((double) falsely.size() / images).isLessThanOrEqualTo(0.02);
    assertThat((double) overlooked.size() / withText).isLessThanOrEqualTo(0.05);
  }

  @Test
  void sixteenBitsGiveTheBoxesThatEightDo() throws Exception {
    for (BoxedImage one : BoxedImages.requireAll(ArtifactFinderTest.class).subList(0, 10)) {
      HostImage image = one.decode();
      HostImage wide =
          SyntheticImages.of(PixelType.U16, image.size(), (x, y) -> 257 * image.get(x, y));
      assertThat(find(wide)).as(one.file()).isEqualTo(find(image));
    }
  }

  @Test
  void boxesAreFilledWithTheMedianAround() {
    for (PixelType type : PixelType.values()) {
      Rectangle box = new Rectangle(0, 3, new Size(4, 5));
      HostImage image =
          SyntheticImages.of(type, new Size(20, 20), (x, y) -> x < 4 && y >= 3 && y < 8 ? 255 : 70);
      assertThat(ArtifactCover.patch(MaskArtifacts.Action.FILL, image, box))
          .contains(new Patch.Constant(box, 70));
      assertThat(ArtifactCover.patch(MaskArtifacts.Action.FLAG, image, box)).isEmpty();
    }
  }

  @Test
  void inpaintingContinuesALinearRamp() {
    for (PixelType type : PixelType.values()) {
      Rectangle box = new Rectangle(10, 8, new Size(17, 9));
      HostImage ramp = SyntheticImages.of(type, new Size(40, 30), (x, y) -> 10 + 3 * x + 2 * y);
      HostImage smooth = ArtifactCover.smooth(ramp, box);
      for (int y = 0; y < 9; y++) {
        for (int x = 0; x < 17; x++) {
          assertThat(Math.abs(smooth.get(x, y) - ramp.get(10 + x, 8 + y))).isLessThanOrEqualTo(1);
        }
      }
    }
  }
}
