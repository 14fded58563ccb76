package dev.xraygpu.inspection;

import dev.xraygpu.device.Patch;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.picture.Canvas.Stroke;
import dev.xraygpu.picture.Ink;
import dev.xraygpu.picture.Mark;
import dev.xraygpu.pipeline.Crop;
import dev.xraygpu.pipeline.MaskArtifacts;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.NumberBesideLimit;
import dev.xraygpu.region.ImagePlanner;
import dev.xraygpu.region.ImagePlanner.Decision;
import dev.xraygpu.region.RegionEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What image analysis sees in an image, whether the pipeline asks for it or not.
 *
 * @param field the exposed field without a frame
 * @param lungs the box around both lung fields
 * @param artifacts boxes of what was burned in
 */
record Detections(RegionEstimate field, RegionEstimate lungs, List<Rectangle> artifacts) {
  private static final Stage FIELD = new Crop(Crop.Region.BORDER, 0);
  private static final Stage LUNGS = new Crop(Crop.Region.LUNGS, 0);
  private static final Stage ARTIFACTS = new MaskArtifacts(MaskArtifacts.Action.FLAG);

  static Detections in(String name, DecodedFile file) {
    Decision field = ImagePlanner.of(List.of(FIELD)).plan(name, file.pixels(), file.thumbnail());
    Decision lungs =
        ImagePlanner.of(List.of(ARTIFACTS, LUNGS)).plan(name, file.pixels(), file.thumbnail());
    return new Detections(
        field.crop().orElseThrow(), lungs.crop().orElseThrow(), lungs.artifacts());
  }

  /**
   * Boxes on the decoded image: what a crop keeps, what is masked and where missing pixels are made
   * up with solid lines, what was only seen, or flagged as missing, with dashed ones.
   */
  List<Mark> marks(List<Stage> stages, Decision decision, Rectangle whole) {
    List<Mark> marks = new ArrayList<>();
    Optional<Crop> crop =
        stages.stream().filter(Crop.class::isInstance).map(Crop.class::cast).findFirst();
    boolean border = crop.filter(c -> c.region() == Crop.Region.BORDER).isPresent();
    if (!border && !field.area().equals(whole)) {
      marks.add(seen(field, Ink.FIELD, "field"));
    }
    if (!lungs.area().equals(whole)) {
      marks.add(seen(lungs, Ink.LUNGS, "lungs"));
    }
    for (Rectangle artifact : artifacts) {
      boolean masked = decision.plan().patches().stream().anyMatch(p -> p.area().equals(artifact));
      marks.add(new Mark(artifact, Ink.ARTIFACT, masked ? Stroke.SOLID : Stroke.DASHED, ""));
    }
    for (Patch patch : decision.plan().patches()) {
      if (!artifacts.contains(patch.area())) {
        marks.add(new Mark(patch.area(), Ink.MADE_UP, Stroke.SOLID, "made up"));
      }
    }
    for (Rectangle gap : decision.missing()) {
      if (decision.plan().patches().stream().noneMatch(patch -> patch.area().equals(gap))) {
        marks.add(new Mark(gap, Ink.MADE_UP, Stroke.DASHED, "missing"));
      }
    }
    if (crop.isPresent() && decision.crop().isPresent()) {
      RegionEstimate region = decision.crop().get();
      boolean kept =
          decision.findings().stream().noneMatch(f -> f.code() == FindingCode.CROP_UNCERTAIN);
      marks.add(
          new Mark(
              region.area(),
              Ink.CROP,
              kept ? Stroke.SOLID : Stroke.DASHED,
              words("crop " + crop.get().region(), region) + (kept ? "" : ", not cropped")));
    }
    return marks;
  }

  private static Mark seen(RegionEstimate region, Ink ink, String name) {
    return new Mark(region.area(), ink, Stroke.DASHED, words(name, region));
  }

  private static String words(String name, RegionEstimate region) {
    return name + " " + NumberBesideLimit.text(region.confidence(), ImagePlanner.CERTAIN, 2);
  }
}
