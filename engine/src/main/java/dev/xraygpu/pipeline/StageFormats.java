package dev.xraygpu.pipeline;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.yaml.format.Key;
import dev.xraygpu.yaml.format.RealNumber;
import dev.xraygpu.yaml.format.WholeNumber;
import dev.xraygpu.yaml.format.WordFormat;
import java.util.List;
import java.util.Optional;

/**
 * How each stage stands in a pipeline file: its keys, their ranges and what they are if left out.
 */
final class StageFormats {
  private static final Key<Crop, Crop.Region> REGION =
      Key.optional(
          "region",
          "What is kept: all but a uniform frame, the thorax, or both lung fields.",
          WordFormat.of(Crop.Region.class),
          Crop.Region.BORDER,
          Crop::region);
  private static final Key<Crop, Double> MARGIN =
      Key.optional(
          "margin",
          "Kept around body and lungs, in per cent of the found box.",
          RealNumber.between(0, 50),
          Crop.DEFAULT_MARGIN,
          Crop::margin);
  private static final Key<MaskArtifacts, MaskArtifacts.Action> ACTION =
      Key.optional(
          "action",
          "What becomes of burned-in letters and markers.",
          WordFormat.of(MaskArtifacts.Action.class),
          MaskArtifacts.Action.FILL,
          MaskArtifacts::action);
  private static final Key<Resize, Size> SIZE =
      Key.optional(
          "size",
          "Size of the result in pixels: N or WIDTHxHEIGHT.",
          SizeFormat.upTo("224 or WIDTHxHEIGHT", Resize.MAX_SIDE),
          Size.square(224),
          Resize::target);
  private static final Key<Resize, Fit> FIT =
      Key.optional(
          "fit",
          "What to do about other proportions: pad with black, or stretch.",
          WordFormat.of(Fit.class),
          Fit.LETTERBOX,
          Resize::fit);
  private static final Key<Resize, Interpolation> INTERPOLATION =
      Key.optional(
          "interpolation",
          "How pixels are computed.",
          WordFormat.of(Interpolation.class),
          Interpolation.LINEAR,
          Resize::interpolation);
  private static final Key<MedianBlur, Integer> KERNEL =
      Key.optional(
          "kernel",
          "Side of the window in pixels.",
          WholeNumber.oneOf(3, 5),
          3,
          MedianBlur::kernel);
  private static final Key<BilateralFilter, Integer> DIAMETER =
      Key.optional(
          "diameter",
          "Of the neighbourhood, in pixels; odd.",
          WholeNumber.odd(3, 15),
          5,
          BilateralFilter::diameter);
  private static final Key<BilateralFilter, Double> SIGMA_COLOR =
      Key.optional(
          "sigma-color",
          "How different gray levels may be that are mixed.",
          RealNumber.above(0, 1000),
          50.0,
          BilateralFilter::sigmaColor);
  private static final Key<BilateralFilter, Double> SIGMA_SPACE =
      Key.optional(
          "sigma-space",
          "How far pixels influence each other.",
          RealNumber.above(0, 1000),
          50.0,
          BilateralFilter::sigmaSpace);
  private static final Key<NonLocalMeans, Double> STRENGTH =
      Key.optional(
          "strength",
          "How different surroundings may be that are mixed, in 8-bit gray levels.",
          RealNumber.above(0, 100),
          NonLocalMeans.DEFAULT.strength(),
          NonLocalMeans::strength);
  private static final Key<NonLocalMeans, Integer> TEMPLATE =
      Key.optional(
          "template",
          "Side of the surroundings that are compared, in pixels; odd.",
          WholeNumber.odd(3, 15),
          NonLocalMeans.DEFAULT.template(),
          NonLocalMeans::template);
  private static final Key<NonLocalMeans, Integer> SEARCH =
      Key.optional(
          "search",
          "Side of the neighbourhood that is searched, in pixels; odd.",
          WholeNumber.odd(3, 35),
          NonLocalMeans.DEFAULT.search(),
          NonLocalMeans::search);
  private static final Key<Clahe, Double> CLIP_LIMIT =
      Key.optional(
          "clip-limit",
          "How far a bin may rise above the mean bin.",
          RealNumber.above(0, 1000),
          2.0,
          Clahe::clipLimit);
  private static final Key<Clahe, Size> TILES =
      Key.optional(
          "tiles",
          "Tiles across and down: N or ACROSSxDOWN.",
          SizeFormat.upTo("8 or ACROSSxDOWN", Clahe.MAX_TILES),
          Size.square(8),
          Clahe::tiles);
  private static final Key<Depth, Integer> BITS =
      Key.optional(
          "bits", "Bits of a pixel.", WholeNumber.oneOf(8, 16), 8, depth -> depth.type().bits());

  /** All of them, in the order in which they run by default. */
  static final List<StageFormat<?>> ALL =
      List.of(
          StageFormat.of(
              MaskArtifacts.class,
              "Finds burned-in letters and markers, and covers them.",
              List.of(ACTION),
              keys -> new MaskArtifacts(keys.of(ACTION))),
          StageFormat.of(
              Crop.class,
              "Keeps the part of an image that matters.",
              List.of(REGION, MARGIN),
              keys -> new Crop(keys.of(REGION), keys.of(MARGIN))),
          StageFormat.of(
              Resize.class,
              "Resizes to one fixed size.",
              List.of(SIZE, FIT, INTERPOLATION),
              keys -> new Resize(keys.of(SIZE), keys.of(FIT), keys.of(INTERPOLATION))),
          StageFormat.of(
              MedianBlur.class,
              "Takes single noisy pixels away.",
              List.of(KERNEL),
              keys -> new MedianBlur(keys.of(KERNEL))),
          StageFormat.of(
              BilateralFilter.class,
              "Smooths what is nearly uniform, and keeps edges.",
              List.of(DIAMETER, SIGMA_COLOR, SIGMA_SPACE),
              keys ->
                  new BilateralFilter(
                      keys.of(DIAMETER), keys.of(SIGMA_COLOR), keys.of(SIGMA_SPACE))),
          StageFormat.of(
              NonLocalMeans.class,
              "Averages pixels whose surroundings look alike.",
              List.of(STRENGTH, TEMPLATE, SEARCH),
              keys -> new NonLocalMeans(keys.of(STRENGTH), keys.of(TEMPLATE), keys.of(SEARCH))),
          StageFormat.of(
              Clahe.class,
              "Contrast-limited adaptive histogram equalisation.",
              List.of(CLIP_LIMIT, TILES),
              keys -> new Clahe(keys.of(CLIP_LIMIT), keys.of(TILES))),
          StageFormat.of(
              Depth.class,
              "Bits of a pixel from here on.",
              List.of(BITS),
              keys -> new Depth(PixelType.ofBits(keys.of(BITS)))));

  private StageFormats() {}

  /** All names, in the order in which they run by default. */
  static List<String> names() {
    return ALL.stream().<String>map(StageFormat::name).toList();
  }

  /** The format of a name, if a stage has it. */
  static Optional<StageFormat<?>> named(String name) {
    return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
  }

  /** The format of a stage. */
  static StageFormat<?> of(Stage stage) {
    return ALL.stream()
        .filter(format -> format.type().isInstance(stage))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no format for stage " + stage.name()));
  }
}
