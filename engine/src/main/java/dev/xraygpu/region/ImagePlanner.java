package dev.xraygpu.region;

import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Patch;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Crop;
import dev.xraygpu.pipeline.FaultChoice;
import dev.xraygpu.pipeline.FaultChoices;
import dev.xraygpu.pipeline.FaultKind;
import dev.xraygpu.pipeline.MaskArtifacts;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.NumberBesideLimit;
import dev.xraygpu.quality.Severity;
import dev.xraygpu.thumbnail.Thumbnail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link ImagePlan} of an image: carries out the stages that are decided on the host.
 * Thread-safe.
 */
public final class ImagePlanner {
  /** Under this confidence an image stays whole. */
  public static final double CERTAIN = 0.35;

  // The chest's wall, clavicles and upper abdomen around the lungs, in shares of their box.
  private static final double BODY_SIDES = 0.12;
  private static final double BODY_ABOVE = 0.15;
  private static final double BODY_BELOW = 0.2;

  private final Optional<Crop> crop;
  private final Optional<MaskArtifacts> mask;
  private final FaultChoice missing;

  private ImagePlanner(Optional<Crop> crop, Optional<MaskArtifacts> mask, FaultChoice missing) {
    this.crop = crop;
    this.mask = mask;
    this.missing = missing;
  }

  /** A planner for those of the stages that are decided on the host. */
  public static ImagePlanner of(List<Stage> stages) {
    return of(stages, FaultChoices.NONE);
  }

  /** A planner for those of the stages that are decided on the host, and for missing regions. */
  public static ImagePlanner of(List<Stage> stages, FaultChoices faults) {
    return new ImagePlanner(
        first(stages, Crop.class),
        first(stages, MaskArtifacts.class),
        faults.ofMissing(FaultKind.MISSING_REGION));
  }

  private static <S extends Stage> Optional<S> first(List<Stage> stages, Class<S> type) {
    return stages.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /**
   * What was decided and seen.
   *
   * @param plan for the lane
   * @param artifacts boxes of what was found burned in, covered or not
   * @param missing boxes of regions without pixels, made up or not; empty unless looked for
   * @param crop the region that was looked for, with its confidence, also where it was not trusted
   * @param findings about both
   */
  public record Decision(
      ImagePlan plan,
      List<Rectangle> artifacts,
      List<Rectangle> missing,
      Optional<RegionEstimate> crop,
      List<Finding> findings) {}

  private static final Decision NOTHING =
      new Decision(ImagePlan.UNCHANGED, List.of(), List.of(), Optional.empty(), List.of());

  /** Whether an image's pixels decide anything: if not, no plan differs from another. */
  public boolean looksAtImages() {
    return crop.isPresent() || mask.isPresent() || missing != FaultChoice.LEAVE;
  }

  /**
   * Decides for one image.
   *
   * @param path the image's name in findings
   * @param image its pixels, only read
   * @param thumbnail its small copy
   */
  public Decision plan(String path, HostImage image, Thumbnail thumbnail) {
    if (!looksAtImages()) {
      return NOTHING;
    }
    List<Finding> findings = new ArrayList<>();
    List<Patch> patches = new ArrayList<>();
    // First, so that what covers an artifact in a corner is on top.
    List<Rectangle> gaps = impute(path, image, thumbnail, patches, findings);
    if (crop.isEmpty() && mask.isEmpty()) {
      return new Decision(
          new ImagePlan(Optional.empty(), patches), List.of(), gaps, Optional.empty(), findings);
    }
    SmallCopyLevels levels = new SmallCopyLevels(thumbnail);
    RegionEstimate border = FieldBorder.find(thumbnail, levels);
    Rectangle field = border.area();
    boolean needsLungs =
        mask.isPresent() || crop.filter(c -> c.region() != Crop.Region.BORDER).isPresent();
    RegionEstimate lungs =
        needsLungs ? new LungFields(LungModel.shipped()).find(thumbnail, field) : null;
    List<Rectangle> artifacts = List.of();
    if (mask.isPresent() && lungs != null) {
      artifacts = ArtifactFinder.find(image, thumbnail, levels, ArtifactThorax.of(lungs));
      for (Rectangle box : artifacts) {
        ArtifactCover.patch(mask.get().action(), image, box).ifPresent(patches::add);
        findings.add(finding(path, box, mask.get().action()));
      }
    }
    Optional<RegionEstimate> region = crop.map(wanted -> region(wanted, border, lungs));
    Optional<Rectangle> kept = Optional.empty();
    if (region.isPresent()) {
      if (region.get().confidence() >= CERTAIN) {
        kept =
            region
                .map(RegionEstimate::area)
                .filter(area -> !area.size().equals(thumbnail.original()));
      } else {
        findings.add(uncertain(path, crop.orElseThrow(), region.get()));
      }
    }
    return new Decision(new ImagePlan(kept, patches), artifacts, gaps, region, findings);
  }

  private List<Rectangle> impute(
      String path,
      HostImage image,
      Thumbnail thumbnail,
      List<Patch> patches,
      List<Finding> findings) {
    if (missing == FaultChoice.LEAVE) {
      return List.of();
    }
    List<Rectangle> boxes = new ArrayList<>();
    boolean filled = missing == FaultChoice.IMPUTE;
    for (MissingRegion region : MissingRegionFinder.find(image, thumbnail)) {
      Rectangle box = region.box();
      boxes.add(box);
      if (filled) {
        patches.add(new Patch.Pixels(box, Membrane.fill(image, region)));
      }
      findings.add(
          new Finding(
              path,
              FindingCode.MISSING_REGION,
              filled ? Severity.INFO : Severity.WARNING,
              String.format(
                  Locale.ROOT,
                  "%s at %d,%d holds no pixels: %s",
                  box.size(),
                  box.x(),
                  box.y(),
                  filled ? "made up from its edges" : "left as it is")));
    }
    return boxes;
  }

  private static RegionEstimate region(
      Crop crop, RegionEstimate border, @Nullable RegionEstimate lungs) {
    if (crop.region() == Crop.Region.BORDER || lungs == null) {
      return border;
    }
    Rectangle field = border.area();
    double margin = crop.margin() / 100;
    Rectangle area =
        crop.region() == Crop.Region.LUNGS
            ? grown(lungs.area(), margin, margin, margin, field)
            : grown(
                lungs.area(), BODY_SIDES + margin, BODY_ABOVE + margin, BODY_BELOW + margin, field);
    return new RegionEstimate(area, lungs.confidence());
  }

  private static Rectangle grown(
      Rectangle box, double sides, double above, double below, Rectangle within) {
    int across = (int) Math.ceil(box.size().width() * sides);
    int up = (int) Math.ceil(box.size().height() * above);
    int down = (int) Math.ceil(box.size().height() * below);
    int left = Math.max(within.x(), box.x() - across);
    int top = Math.max(within.y(), box.y() - up);
    int right = Math.min(within.right(), box.right() + across);
    int bottom = Math.min(within.bottom(), box.bottom() + down);
    return new Rectangle(left, top, new Size(right - left, bottom - top));
  }

  private static Finding uncertain(String path, Crop crop, RegionEstimate region) {
    return Finding.of(
        path,
        FindingCode.CROP_UNCERTAIN,
        String.format(
            Locale.ROOT,
            "crop %s: confidence %s, under %s, so the image stays whole",
            crop.region(),
            NumberBesideLimit.text(region.confidence(), CERTAIN, 2),
            CERTAIN));
  }

  private static Finding finding(String path, Rectangle box, MaskArtifacts.Action action) {
    String message =
        String.format(
            Locale.ROOT,
            "%s at %d,%d: %s",
            box.size(),
            box.x(),
            box.y(),
            switch (action) {
              case FILL -> "filled with the median around it";
              case INPAINT -> "filled smoothly from its edges";
              case FLAG -> "left as it is";
            });
    return new Finding(
        path,
        FindingCode.BURNED_IN_TEXT,
        action == MaskArtifacts.Action.FLAG ? Severity.WARNING : Severity.INFO,
        message);
  }
}
