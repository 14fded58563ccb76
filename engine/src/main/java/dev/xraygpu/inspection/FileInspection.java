package dev.xraygpu.inspection;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.denoise.DenoiseGuard;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Patch;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.picture.Canvas;
import dev.xraygpu.picture.Canvas.Stroke;
import dev.xraygpu.picture.DisplayScale;
import dev.xraygpu.picture.Ink;
import dev.xraygpu.picture.InspectionPicture;
import dev.xraygpu.picture.Mark;
import dev.xraygpu.picture.StagePicture;
import dev.xraygpu.picture.ValueUnits;
import dev.xraygpu.pipeline.Crop;
import dev.xraygpu.pipeline.MaskArtifacts;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.region.ImagePlanner.Decision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One file, outside of any dataset, after every stage of a pipeline.
 *
 * @param image what is known of it after the last stage
 * @param stages a picture after each stage, from the decoded image on
 * @param picture all of it
 * @param facts all of it for programs, as {@code inspect --json} prints it
 */
public record FileInspection(
    SingleImage image, List<StagePicture> stages, Canvas picture, ObjectNode facts) {

  /**
   * Reads a file, or the frame of it that is asked for, and runs the stages.
   *
   * @param side columns of each stage's picture
   * @throws RunException if the file cannot be decoded or a stage fails
   */
  public static FileInspection of(
      Path file,
      Pipeline pipeline,
      DecodeRequest request,
      Device device,
      Decoders decoders,
      int side)
      throws RunException, DeviceException {
    FileBuffer buffer = new FileBuffer(request.limits());
    DecodedFile decoded;
    try {
      decoded = DecodedFile.read(file, buffer, request, decoders);
    } catch (DecodeException e) {
      throw SingleImage.failure(file, e);
    }
    String name = DecodedFile.name(file);
    List<StageSteps.Step> steps =
        new StageSteps(file, decoded, device, pipeline.faults()).each(pipeline.stages());
    StageSteps.Step last = steps.get(steps.size() - 1);
    SingleImage image =
        SingleImage.of(name, decoded, buffer.sha256(), last, pipeline.stages(), pipeline.faults());
    Detections seen = Detections.in(name, decoded);
    Stages pictures = new Stages(decoded, pipeline, last.decision(), seen, image.taken(), side);
    List<StagePicture> stages = pictures.all(steps);
    InspectionPicture.Content content =
        new InspectionPicture.Content(
            name,
            facts(decoded, buffer.sha256(), device),
            stages,
            image.findings(),
            notes(pipeline, seen, last.decision()));
    InspectionFacts facts =
        new InspectionFacts(
            file, decoded, image, device.description().provider(), pipeline, steps, seen);
    return new FileInspection(image, stages, InspectionPicture.draw(content), facts.toTree());
  }

  private static List<String> facts(DecodedFile file, String sha256, Device device) {
    ImageHeader header = file.header();
    StringBuilder what = new StringBuilder();
    what.append(header.format().title()).append(", ").append(header.detail());
    what.append("; ").append(header.shape());
    if (file.frames() > 1) {
      what.append("; frame ").append(file.frame()).append(" of ").append(file.frames());
    }
    return List.of(
        what.toString(), "SHA-256 " + sha256 + "; device " + device.description().provider());
  }

  private static List<String> notes(Pipeline pipeline, Detections seen, Decision decision) {
    List<String> notes = new ArrayList<>();
    long made =
        decision.plan().patches().stream()
            .filter(patch -> !decision.artifacts().contains(patch.area()))
            .count();
    if (made > 0) {
      notes.add(
          "Pixels were made up where some were missing: "
              + made
              + " patches, from the first stage on.");
    }
    boolean masks = pipeline.stages().stream().anyMatch(MaskArtifacts.class::isInstance);
    if (!masks && !seen.artifacts().isEmpty()) {
      notes.add(
          "Burned in: "
              + seen.artifacts().size()
              + (seen.artifacts().size() == 1 ? " place" : " places")
              + ", not masked: the pipeline has no mask-artifacts.");
    }
    if (pipeline.normalization() instanceof Normalization.OfTrain) {
      notes.add(
          "Normalised values are not shown: their mean and std come from a training split. For one"
              + " file, name them: --normalize MEAN,STD or a run's statistics.json.");
    }
    notes.add(
        "Boxes: green lungs, yellow exposed field, pink burned in, violet missing or made up, cyan kept. Solid ones"
            + " were acted on, dashed ones only seen; numbers are confidences, 0 to 1.");
    return notes;
  }

  /**
   * The pictures of a file as decoded and after each stage, with what is seen in it.
   *
   * @param steps after none of the stages, the first, and so on to all of them
   */
  public static List<StagePicture> pictures(
      DecodedFile file, Pipeline pipeline, List<StageSteps.Step> steps, String name, int side) {
    Decision decision = steps.get(steps.size() - 1).decision();
    Optional<DenoiseGuard.Measurement> taken = SingleImage.taken(file, pipeline.stages(), decision);
    return new Stages(file, pipeline, decision, Detections.in(name, file), taken, side).all(steps);
  }

  /** The pictures of one file's stages. */
  private record Stages(
      DecodedFile file,
      Pipeline pipeline,
      Decision decision,
      Detections seen,
      Optional<DenoiseGuard.Measurement> taken,
      int side) {

    List<StagePicture> all(List<StageSteps.Step> steps) {
      List<StagePicture> pictures = new ArrayList<>();
      Rectangle whole = Rectangle.whole(file.pixels().size());
      pictures.add(
          picture(
              "decoded",
              "",
              file.pixels(),
              new ValueUnits.Stored(),
              seen.marks(pipeline.stages(), decision, whole),
              List.of()));
      for (int i = 0; i < pipeline.stages().size(); i++) {
        Stage stage = pipeline.stages().get(i);
        pictures.add(
            picture(
                stage.name(),
                StageWords.parameters(stage),
                steps.get(i + 1).pixels(),
                new ValueUnits.Stored(),
                marks(stage, steps.get(i + 1).decision().plan()),
                notes(stage, whole)));
      }
      if (pipeline.normalization() instanceof Normalization.Fixed fixed) {
        pictures.add(
            picture(
                "normalize",
                String.format(Locale.ROOT, "mean %s, std %s", fixed.mean(), fixed.std()),
                steps.get(steps.size() - 1).pixels(),
                new ValueUnits.Normalized(fixed.mean(), fixed.std()),
                List.of(),
                List.of()));
      }
      return pictures;
    }

    private StagePicture picture(
        String title,
        String parameters,
        HostImage pixels,
        ValueUnits units,
        List<Mark> marks,
        List<String> notes) {
      // A DICOM file's window is black to white already, and a wrong one is to be seen as such.
      DisplayScale scale =
          file.header().format() == ImageFormat.DICOM
              ? DisplayScale.full(pixels.type())
              : DisplayScale.of(pixels);
      return new StagePicture(
          new StagePicture.Content(title, parameters, pixels, scale, units, marks, notes), side);
    }

    // Boxes of patches lie where the crop has not moved them yet.
    private List<Mark> marks(Stage stage, ImagePlan plan) {
      if (!(stage instanceof MaskArtifacts) || plan.crop().isPresent()) {
        return List.of();
      }
      return plan.patches().stream()
          .map(Patch::area)
          .map(area -> new Mark(area, Ink.ARTIFACT, Stroke.SOLID, ""))
          .toList();
    }

    private List<String> notes(Stage stage, Rectangle whole) {
      Rectangle kept = decision.plan().kept(whole.size());
      if (stage instanceof Crop) {
        return List.of(
            kept.equals(whole)
                ? "nothing was cut off"
                : String.format(
                    Locale.ROOT,
                    "kept %s from %d,%d on: %.0f %% of the image",
                    kept.size(),
                    kept.x(),
                    kept.y(),
                    100.0 * kept.size().area() / whole.size().area()));
      }
      if (stage instanceof MaskArtifacts) {
        long patches =
            decision.plan().patches().stream()
                .filter(patch -> decision.artifacts().contains(patch.area()))
                .count();
        return List.of(
            patches == 0
                ? "nothing was masked"
                : "masked in " + patches + (patches == 1 ? " place" : " places"));
      }
      if (stage instanceof Resize) {
        Placement place = pipeline.place(kept);
        return List.of(
            String.format(
                Locale.ROOT,
                "image %s, scale %.4f, padding left %d, top %d",
                place.content(),
                place.scale(),
                place.padLeft(),
                place.padTop()));
      }
      if (stage.kind() == Stage.Kind.DENOISE) {
        return List.of(
            taken
                .map(measured -> "takes " + measured.words())
                .orElse("what it takes cannot be told: too small, or too little to see"));
      }
      return List.of();
    }
  }
}
