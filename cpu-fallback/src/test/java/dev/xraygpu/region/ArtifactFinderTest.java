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
import dev.xraygpu.region.BoxedImages.Letters;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Letters that this test plants on real images, and images on which a person saw none. */
class ArtifactFinderTest {
  private static final String[] R = {"####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"};
  private static final String[] L = {"#....", "#....", "#....", "#....", "#....", "#....", "#####"};
  private static final String[] P = {"####.", "#...#", "#...#", "####.", "#....", "#....", "#...."};
  private static final String[] A = {".###.", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"};
  private static final List<List<String[]>> WORDS =
      List.of(
          List.<String[]>of(R),
          List.<String[]>of(L),
          List.of(A, P),
          List.of(L, A, R),
          List.of(P, A));
  private static final LungFields LUNGS = new LungFields(LungModel.shipped());

  private static List<Rectangle> find(HostImage image) {
    Thumbnail thumbnail = new Thumbnailer().of(image);
    RegionEstimate lungs = LUNGS.find(thumbnail, FieldBorder.find(thumbnail).area());
    return ArtifactFinder.find(image, thumbnail, ArtifactThorax.of(lungs));
  }

  private static boolean meet(Rectangle a, Rectangle b) {
    return a.x() < b.right() && b.x() < a.right() && a.y() < b.bottom() && b.y() < a.bottom();
  }

  /** The word's box, outside of the lungs, or nothing where it finds no place. */
  private static Optional<Rectangle> place(BoxedImage image, Size word, Random random) {
    for (int attempt = 0; attempt < 200; attempt++) {
      int x = random.nextInt(Math.max(1, image.size().width() - word.width()));
      int y = random.nextInt(Math.max(1, image.size().height() - word.height()));
      Rectangle box = new Rectangle(x, y, word);
      if (box.inside(image.size()) && !meet(box, image.lungs())) {
        return Optional.of(box);
      }
    }
    return Optional.empty();
  }

  private static double meanIn(HostImage image, Rectangle box) {
    double sum = 0;
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int x = box.x(); x < box.right(); x++) {
        sum += image.get(x, y);
      }
    }
    return sum / box.size().area();
  }

  // The stroke's outermost pixel is half of it: as soft as a display's fonts are.
  private static void write(
      HostImage image, List<String[]> word, Rectangle box, int cell, int value) {
    for (int y = 0; y < box.size().height(); y++) {
      for (int x = 0; x < box.size().width(); x++) {
        double cover = 0;
        for (int dy = 0; dy < 2; dy++) {
          for (int dx = 0; dx < 2; dx++) {
            cover += inked(word, x + dx, y + dy, cell) ? 0.25 : 0;
          }
        }
        int before = image.get(box.x() + x, box.y() + y);
        int after = (int) Math.round(before + cover * (value - before));
        SyntheticImages.set(image, box.x() + x, box.y() + y, after);
      }
    }
  }

  private static boolean inked(List<String[]> word, int x, int y, int cell) {
    int column = x / cell;
    int letter = column / 6;
    int row = y / cell;
    return letter < word.size()
        && row < 7
        && column % 6 < 5
        && word.get(letter)[row].charAt(column % 6) == '#';
  }

  @Test
  void plantedLettersAreFound() throws Exception {
    Random random = new Random(11);
    int planted = 0;
    int found = 0;
    List<String> missed = new ArrayList<>();
    for (BoxedImage one : BoxedImages.requireAll(ArtifactFinderTest.class)) {
      HostImage original = one.decode();
      double side = original.size().shorterSide();
      for (int i = 0; i < 2; i++) {
        List<String[]> word = WORDS.get(random.nextInt(WORDS.size()));
        int cell = (int) Math.max(3, Math.round(side * (0.03 + 0.06 * random.nextDouble()) / 7));
        Size size = new Size(word.size() * 6 * cell - cell, 7 * cell);
        Optional<Rectangle> box = place(one, size, random);
        int brightness = 180 + random.nextInt(76);
        if (box.isEmpty() || brightness - meanIn(original, box.get()) < 60) {
          continue; // no place, or hardly to be seen
        }
        HostImage image = original.copy();
        write(image, word, box.get(), cell, brightness);
        planted++;
        if (find(image).stream().anyMatch(hit -> covers(hit, box.get()))) {
          found++;
        } else {
          missed.add(one.file() + " " + box.get() + " of " + brightness);
        }
      }
    }
    System.out.printf("letters planted on real images: %d, found %d%n", planted, found);
    assertThat(planted).isGreaterThan(60);
    assertThat((double) found / planted).as("missed: %s", missed).isGreaterThanOrEqualTo(0.88);
  }

  private static boolean covers(Rectangle hit, Rectangle box) {
    if (!meet(hit, box)) {
      return false;
    }
    double width = Math.min(hit.right(), box.right()) - Math.max(hit.x(), box.x());
    double height = Math.min(hit.bottom(), box.bottom()) - Math.max(hit.y(), box.y());
    return width * height >= 0.5 * box.size().area();
  }

  @Test
  void imagesWithoutLettersHaveNoBoxAndThoseWithLettersDo() throws Exception {
    int without = 0;
    int falsely = 0;
    int with = 0;
    int rightly = 0;
    for (BoxedImage one : BoxedImages.requireAll(ArtifactFinderTest.class)) {
      boolean found = !find(one.decode()).isEmpty();
      if (one.letters() == Letters.NO) {
        without++;
        falsely += found ? 1 : 0;
      } else if (one.letters() == Letters.YES) {
        with++;
        rightly += found ? 1 : 0;
      }
    }
    System.out.printf(
        "real images: %d without letters, %d of them with a box; %d with letters, found in %d%n",
        without, falsely, with, rightly);
    assertThat(falsely).isLessThanOrEqualTo(without / 50);
    assertThat((double) rightly / with).isGreaterThanOrEqualTo(0.95);
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
