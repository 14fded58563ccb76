package dev.xraygpu.inspection;

import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.denoise.DenoiseGuard;
import dev.xraygpu.device.Patch;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.picture.PixelValues;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.region.ImagePlanner.Decision;
import dev.xraygpu.region.RegionEstimate;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code inspect} says of one file, for programs. Boxes are in pixels of the decoded image,
 * values in those of the image they are of, shares from 0 to 1.
 *
 * @param path of the file
 * @param file as decoded
 * @param image what is known of it
 * @param device that ran the stages
 * @param pipeline its stages
 * @param steps after none of the stages, the first, and so on to all of them
 * @param seen what image analysis sees, asked for or not
 */
record InspectionFacts(
    Path path,
    DecodedFile file,
    SingleImage image,
    String device,
    Pipeline pipeline,
    List<StageSteps.Step> steps,
    Detections seen) {

  ObjectNode toTree() {
    ObjectNode tree = JsonMapper.shared().createObjectNode();
    ImageHeader header = file.header();
    tree.put("file", path.toString());
    tree.put("format", header.format().title());
    tree.put("detail", header.detail());
    tree.put("sha256", image.sha256());
    tree.put("frames", file.frames());
    tree.put("frame", file.frame());
    tree.put("color", header.color());
    file.colored().ifPresent(count -> tree.put("colored_pixels", count));
    ObjectNode acquisition = tree.putObject("acquisition");
    file.acquisition().forEach(acquisition::put);
    tree.put("device", device);
    ArrayNode findings = tree.putArray("findings");
    for (Finding finding : image.findings()) {
      findings
          .addObject()
          .put("code", finding.code().toString())
          .put("severity", finding.severity().toString())
          .put("message", finding.message());
    }
    Decision decision = steps.get(steps.size() - 1).decision();
    ObjectNode regions = tree.putObject("seen");
    put(regions.putObject("field"), seen.field());
    put(regions.putObject("lungs"), seen.lungs());
    putAll(regions.putArray("burned_in"), seen.artifacts());
    putAll(regions.putArray("missing"), decision.missing());
    putAll(tree.putArray("patches"), decision.plan().patches().stream().map(Patch::area).toList());
    Placement place = pipeline.place(decision.plan().kept(file.pixels().size()));
    ObjectNode geometry = tree.putObject("geometry");
    geometry.put("crop_x", place.source().x());
    geometry.put("crop_y", place.source().y());
    geometry.put("crop_width", place.source().size().width());
    geometry.put("crop_height", place.source().size().height());
    geometry.put("scale", place.scale());
    geometry.put("pad_left", place.padLeft());
    geometry.put("pad_top", place.padTop());
    image
        .taken()
        .ifPresent(
            measured ->
                tree.putObject("denoise")
                    .put("taken_on_edges", measured.onEdges())
                    .put("taken_between_edges", measured.offEdges())
                    .put("limit_on_edges", DenoiseGuard.LIMIT)
                    .put("noise_of_255", measured.noise()));
    ArrayNode stages = tree.putArray("stages");
    put(stages.addObject().put("stage", "decoded"), file.pixels());
    for (int i = 0; i < pipeline.stages().size(); i++) {
      ObjectNode stage = stages.addObject().put("stage", pipeline.stages().get(i).name());
      stage.put("parameters", StageWords.parameters(pipeline.stages().get(i)));
      put(stage, steps.get(i + 1).pixels());
    }
    return tree;
  }

  private static void put(ObjectNode node, HostImage pixels) {
    PixelValues values = PixelValues.of(pixels);
    int most = pixels.type().maxValue();
    node.put("width", pixels.size().width());
    node.put("height", pixels.size().height());
    node.put("bits", pixels.type().bits());
    node.put("mean", values.mean() * most);
    node.put("std", values.std() * most);
    node.put("min", values.min());
    node.put("max", values.max());
    node.put("share_of_smallest_possible", values.share(0));
    node.put("share_of_largest_possible", values.share(most));
  }

  private static void put(ObjectNode node, RegionEstimate region) {
    put(node, region.area());
    node.put("confidence", region.confidence());
  }

  private static void putAll(ArrayNode nodes, List<Rectangle> boxes) {
    boxes.forEach(box -> put(nodes.addObject(), box));
  }

  private static void put(ObjectNode node, Rectangle box) {
    node.put("x", box.x());
    node.put("y", box.y());
    node.put("width", box.size().width());
    node.put("height", box.size().height());
  }
}
