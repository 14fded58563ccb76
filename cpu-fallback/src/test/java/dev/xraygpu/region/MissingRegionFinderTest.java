package dev.xraygpu.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Patch;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.FaultChoice;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pipeline.FaultKind;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.Severity;
import dev.xraygpu.region.BoxedImages.BoxedImage;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines and corners that a detector left out are found, and nothing else is. */
class MissingRegionFinderTest {
  private static final Size SIZE = new Size(640, 520);

  private static void set(HostImage image, int x, int y, int value) {
    int at = y * image.size().width() + x;
    if (image.type() == PixelType.U8) {
      image.pixels().put(at, (byte) value);
    } else {
      image.pixels().putChar(2 * at, (char) value);
    }
  }

  /** A noisy slope from 0.3 to 0.8 of the range, linear in both axes. */
  private static HostImage slope(PixelType type, int noise) {
    HostImage image = HostImage.allocate(type, SIZE);
    Random random = new Random(7);
    for (int y = 0; y < SIZE.height(); y++) {
      for (int x = 0; x < SIZE.width(); x++) {
        double share = 0.3 + 0.25 * x / SIZE.width() + 0.25 * y / SIZE.height();
        int wobble = noise == 0 ? 0 : random.nextInt(noise) * type.maxValue() / 255;
        set(image, x, y, (int) (share * type.maxValue()) + wobble);
      }
    }
    return image;
  }

  private static List<Rectangle> find(HostImage image) {
    return MissingRegionFinder.find(image, new Thumbnailer().of(image)).stream()
        .map(MissingRegion::box)
        .toList();
  }

  private static void cutCorner(HostImage image, boolean right, boolean bottom, int side) {
    for (int j = 0; j < side; j++) {
      for (int i = 0; i < side - j; i++) {
        set(image, right ? SIZE.width() - 1 - i : i, bottom ? SIZE.height() - 1 - j : j, 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void linesRightThroughAreFound(PixelType type) {
    HostImage image = slope(type, 12);
    assertThat(find(image)).isEmpty();
    for (int x = 0; x < SIZE.width(); x++) {
      set(image, x, 200, 0);
      set(image, x, 201, 0);
    }
    assertThat(find(image)).containsExactly(new Rectangle(0, 200, new Size(640, 2)));
    HostImage column = slope(type, 12);
    for (int y = 0; y < SIZE.height(); y++) {
      set(column, 333, y, type.maxValue());
    }
    assertThat(find(column)).containsExactly(new Rectangle(333, 0, new Size(1, 520)));
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void cutCornersAreFoundInEachCorner(PixelType type) {
    for (int corner = 0; corner < 4; corner++) {
      boolean right = (corner & 1) != 0;
      boolean bottom = (corner & 2) != 0;
      HostImage image = slope(type, 12);
      cutCorner(image, right, bottom, 60);
      assertThat(find(image))
          .containsExactly(
              new Rectangle(right ? 640 - 61 : 0, bottom ? 520 - 60 : 0, new Size(61, 60)));
    }
  }

  @Test
  void framesBackgroundsAndBarsAreNone() {
    HostImage frame = slope(PixelType.U8, 12);
    HostImage dark = slope(PixelType.U8, 12);
    HostImage bar = slope(PixelType.U8, 12);
    for (int y = 0; y < SIZE.height(); y++) {
      for (int x = 0; x < SIZE.width(); x++) {
        if (x < 20 || y < 30 || x >= 600 || y >= 510) {
          set(frame, x, y, 0);
        }
        // Air beside a shoulder: black, and softly brighter towards the patient.
        set(dark, x, y, Math.max(0, Math.min(255, (x + y - 150) / 2)));
        if (x > 100 && x < 400 && y > 200 && y < 204) {
          set(bar, x, y, 0);
        }
      }
    }
    assertThat(find(frame)).isEmpty();
    assertThat(find(dark)).isEmpty();
    assertThat(find(bar)).isEmpty();
  }

  /** What solves Laplace's equation is known here: the slope itself, wherever it was cut. */
  @ParameterizedTest
  @EnumSource(PixelType.class)
  void madeUpLinesContinueASlope(PixelType type) {
    HostImage truth = slope(type, 0);
    HostImage image = truth.copy();
    for (int x = 0; x < SIZE.width(); x++) {
      set(image, x, 200, 0);
      set(image, x, 201, 0);
    }
    ImagePlan plan = plan(image, FaultChoice.IMPUTE).plan();
    assertThat(plan.patches()).hasSize(1);
    Patch.Pixels patch = (Patch.Pixels) plan.patches().get(0);
    int tolerance = type.maxValue() / 255 + 1;
    for (int x = 2; x < SIZE.width() - 2; x++) {
      assertThat(patch.pixels().get(x, 1)).isCloseTo(truth.get(x, 201), within(tolerance));
    }
  }

  private static org.assertj.core.data.Offset<Integer> within(int tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }

  @Test
  void aMadeUpCornerLeavesTheRestOfItsBox() {
    HostImage truth = slope(PixelType.U8, 0);
    HostImage image = truth.copy();
    cutCorner(image, false, false, 60);
    Patch.Pixels patch = (Patch.Pixels) plan(image, FaultChoice.IMPUTE).plan().patches().get(0);
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 61; x++) {
        if (x > 60 - y) {
          assertThat(patch.pixels().get(x, y)).isEqualTo(truth.get(x, y));
        } else {
          assertThat(patch.pixels().get(x, y)).isBetween(76 - 15, truth.get(60, 60));
        }
      }
    }
  }

  private static ImagePlanner.Decision plan(HostImage image, FaultChoice choice) {
    return ImagePlanner.of(List.of(), new FaultChoices(Map.of(FaultKind.MISSING_REGION, choice)))
        .plan("a.png", image, new Thumbnailer().of(image));
  }

  @Test
  void whatBecomesOfThemIsTheUsersChoice() {
    HostImage image = slope(PixelType.U8, 12);
    cutCorner(image, true, true, 60);
    assertThat(plan(image, FaultChoice.LEAVE).findings()).isEmpty();
    ImagePlanner.Decision flagged = plan(image, FaultChoice.FLAG);
    assertThat(flagged.plan().patches()).isEmpty();
    assertThat(flagged.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.MISSING_REGION);
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.message())
                  .isEqualTo("61x60 at 579,460 holds no pixels: left as it is");
            });
    ImagePlanner.Decision imputed = plan(image, FaultChoice.IMPUTE);
    assertThat(imputed.plan().patches()).hasSize(1);
    assertThat(imputed.findings().get(0).severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void nothingIsFoundInRealImages() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (BoxedImage one : BoxedImages.requireAll(MissingRegionFinderTest.class)) {
      List<Rectangle> found = find(one.decode());
      if (!found.isEmpty()) {
        wrong.add(one.file() + " " + found);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Planted into real images, lines are found; corners wherever there is more than air. */
  @Test
  void whatIsPlantedIntoRealImagesIsFound() throws Exception {
    Random random = new Random(11);
    int images = 0;
    int lines = 0;
    int corners = 0;
    int cornersOnPatients = 0;
    int foundOnPatients = 0;
    for (BoxedImage one : BoxedImages.requireAll(MissingRegionFinderTest.class)) {
      HostImage original = one.decode();
      Size size = original.size();
      images++;
      HostImage image = original.copy();
      int thick = 1 + random.nextInt(3);
      boolean row = random.nextBoolean();
      int across = row ? size.height() : size.width();
      int at = across / 5 + random.nextInt(across * 3 / 5);
      int value = random.nextBoolean() ? 0 : 255;
      for (int i = 0; i < (row ? size.width() : size.height()); i++) {
        for (int j = at; j < at + thick; j++) {
          set(image, row ? i : j, row ? j : i, value);
        }
      }
      lines += find(image).isEmpty() ? 0 : 1;
      HostImage cut = original.copy();
      int side = size.shorterSide() / 10 + random.nextInt(size.shorterSide() / 10);
      boolean right = random.nextBoolean();
      boolean bottom = random.nextBoolean();
      int dark = 0;
      for (int j = 0; j < side; j++) {
        int edge = side - j + 1;
        int y = bottom ? size.height() - 1 - j : j;
        dark += original.get(right ? size.width() - 1 - edge : edge, y) < 40 ? 1 : 0;
        for (int i = 0; i < side - j; i++) {
          set(cut, right ? size.width() - 1 - i : i, y, 0);
        }
      }
      boolean found = !find(cut).isEmpty();
      corners += found ? 1 : 0;
      if (dark == 0) {
        cornersOnPatients++;
        foundOnPatients += found ? 1 : 0;
      }
    }
    System.out.printf(
        "missing regions planted into %d images: %d lines found; %d corners found, %d of the %d"
            + " whose edge is nowhere darker than 40%n",
        images, lines, corners, foundOnPatients, cornersOnPatients);
    assertThat(lines).isGreaterThanOrEqualTo(images * 95 / 100);
    assertThat(foundOnPatients).isGreaterThanOrEqualTo(cornersOnPatients * 90 / 100);
  }
}
