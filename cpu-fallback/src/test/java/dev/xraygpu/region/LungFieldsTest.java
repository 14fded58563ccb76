package dev.xraygpu.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.Crop;
import dev.xraygpu.region.BoxedImages.BoxedImage;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Crops of real images against boxes that a person drew without knowing the crops. */
class LungFieldsTest {
  private static final int FOLDS = 4;
  private static final double MARGIN = Crop.DEFAULT_MARGIN / 100;
  private static final double CERTAIN = 0.35;

  private record Case(BoxedImage image, Thumbnail thumbnail, Rectangle field) {
    LungModelFit.Example example() {
      Rectangle lungs = image.lungs();
      double width = field.size().width();
      double height = field.size().height();
      return new LungModelFit.Example(
          NormalizedGrid.of(thumbnail, field),
          new LungBox(
              (lungs.x() - field.x()) / width,
              (lungs.y() - field.y()) / height,
              (lungs.right() - field.x()) / width,
              (lungs.bottom() - field.y()) / height));
    }
  }

  private static List<Case> cases() throws Exception {
    List<Case> cases = new ArrayList<>();
    Thumbnailer thumbnailer = new Thumbnailer();
    for (BoxedImage image : BoxedImages.requireAll(LungFieldsTest.class)) {
      Thumbnail thumbnail = thumbnailer.of(image.decode());
      cases.add(new Case(image, thumbnail, FieldBorderTest.of(thumbnail).area()));
    }
    return cases;
  }

  private static double sharedArea(Rectangle a, Rectangle b) {
    double width = Math.min(a.right(), b.right()) - Math.max(a.x(), b.x());
    double height = Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
    return Math.max(0, width) * Math.max(0, height);
  }

  private static Rectangle withMargin(Rectangle box, Size image) {
    int across = (int) Math.ceil(box.size().width() * MARGIN);
    int down = (int) Math.ceil(box.size().height() * MARGIN);
    int left = Math.max(0, box.x() - across);
    int top = Math.max(0, box.y() - down);
    return new Rectangle(
        left,
        top,
        new Size(
            Math.min(image.width(), box.right() + across) - left,
            Math.min(image.height(), box.bottom() + down) - top));
  }

  @Test
  void lungsThatNoFitHasSeenAreKeptAndTheirSurroundingsAreNot() throws Exception {
    List<Case> cases = cases();
    int flagged = 0;
    double kept = 0;
    double worst = 1;
    double outside = 0;
    double outsideKept = 0;
    double removed = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      List<LungModelFit.Example> seen = new ArrayList<>();
      for (int i = 0; i < cases.size(); i++) {
        if (i % FOLDS != fold) {
          seen.add(cases.get(i).example());
        }
      }
      LungFields fields = new LungFields(LungModelFit.fit(seen));
      for (int i = fold; i < cases.size(); i += FOLDS) {
        Case one = cases.get(i);
        RegionEstimate found = fields.find(one.thumbnail(), one.field());
        if (found.confidence() < CERTAIN) {
          flagged++;
          continue;
        }
        Size size = one.image().size();
        Rectangle crop = withMargin(found.area(), size);
        double lungs = one.image().lungs().size().area();
        double inside = sharedArea(crop, one.image().lungs());
        kept += inside / lungs;
        worst = Math.min(worst, inside / lungs);
        outside += size.area() - lungs;
        outsideKept += crop.size().area() - inside;
        removed += 1 - (crop.size().area() - inside) / (size.area() - lungs);
      }
    }
    int used = cases.size() - flagged;
    System.out.printf(
        "lungs, %d images, each found by a fit without it: flagged %d, kept %.4f, worst %.4f,"
            + " removed of what lies outside %.3f (mean of images %.3f)%n",
        cases.size(), flagged, kept / used, worst, 1 - outsideKept / outside, removed / used);
    assertThat(cases.size()).isGreaterThanOrEqualTo(60);
    assertThat(flagged).isLessThanOrEqualTo(cases.size() / 10);
    assertThat(kept / used).isGreaterThanOrEqualTo(0.99);
    assertThat(worst).isGreaterThanOrEqualTo(0.97);
    assertThat(1 - outsideKept / outside).isGreaterThanOrEqualTo(0.5);
  }

  @Test
  void bordersNeverTouchTheLungs() throws Exception {
    for (Case one : cases()) {
      Rectangle lungs = one.image().lungs();
      assertThat(sharedArea(one.field(), lungs))
          .as(one.image().file())
          .isEqualTo((double) lungs.size().area());
    }
  }

  @Test
  void theShippedModelIsTheFitOfAllBoxes() throws Exception {
    String text = LungModelFit.fit(cases().stream().map(Case::example).toList()).text();
    String shipped;
    try (InputStream in = LungModel.class.getResourceAsStream("lung-model.csv")) {
      shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (!shipped.equals(text)) {
      Files.createDirectories(Path.of("target"));
      Files.writeString(Path.of("target", "lung-model.csv"), text);
    }
    assertThat(shipped.equals(text))
        .as("engine/src/main/resources/dev/xraygpu/region/lung-model.csv is target/lung-model.csv")
        .isTrue();
  }

  @Test
  void negativesFramesAndDepthsAreUnderstood() throws Exception {
    Case one = cases().get(0);
    HostImage image = one.image().decode();
    LungFields fields = new LungFields(LungModel.shipped());
    Rectangle expected = fields.find(one.thumbnail(), one.field()).area();
    HostImage negative =
        SyntheticImages.of(image.type(), image.size(), (x, y) -> 255 - image.get(x, y));
    HostImage deep =
        SyntheticImages.of(PixelType.U16, image.size(), (x, y) -> 257 * image.get(x, y));
    for (HostImage changed : List.of(negative, deep)) {
      Thumbnail thumbnail = new Thumbnailer().of(changed);
      RegionEstimate found = fields.find(thumbnail, FieldBorderTest.of(thumbnail).area());
      assertThat(sharedArea(found.area(), expected) / expected.size().area()).isGreaterThan(0.97);
      assertThat(found.confidence()).isGreaterThan(CERTAIN);
    }
    int frame = 200;
    Size framed = new Size(image.size().width() + 2 * frame, image.size().height() + frame);
    HostImage inFrame =
        SyntheticImages.of(
            image.type(),
            framed,
            (x, y) ->
                x < frame || x >= framed.width() - frame || y >= image.size().height()
                    ? 0
                    : image.get(x - frame, y));
    Thumbnail thumbnail = new Thumbnailer().of(inFrame);
    RegionEstimate found = fields.find(thumbnail, FieldBorderTest.of(thumbnail).area());
    Rectangle moved = new Rectangle(expected.x() + frame, expected.y(), expected.size());
    assertThat(sharedArea(found.area(), moved) / moved.size().area()).isGreaterThan(0.95);
  }

  @Test
  void whatIsNoChestStaysWholeAndIsFlagged() {
    for (HostImage image :
        List.of(
            SyntheticImages.noise(PixelType.U8, new Size(400, 300), 1),
            SyntheticImages.smooth(PixelType.U8, new Size(300, 400), 2),
            SyntheticImages.noise(PixelType.U16, new Size(1, 1), 3),
            SyntheticImages.constant(PixelType.U8, new Size(3, 700), 9))) {
      ImagePlanner planner = ImagePlanner.of(List.of(new Crop(Crop.Region.LUNGS, 5)));
      ImagePlanner.Decision decision =
          planner.plan("no-chest.png", image, new Thumbnailer().of(image));
      assertThat(decision.plan()).isEqualTo(ImagePlan.UNCHANGED);
      assertThat(decision.findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.code()).hasToString("crop-uncertain"));
    }
  }
}
