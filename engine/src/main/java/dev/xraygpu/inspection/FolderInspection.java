package dev.xraygpu.inspection;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.failure.MemoryExhausted;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.picture.Canvas;
import dev.xraygpu.picture.Canvas.Stroke;
import dev.xraygpu.picture.ContactSheet;
import dev.xraygpu.picture.ContactSheet.Tile;
import dev.xraygpu.picture.DisplayScale;
import dev.xraygpu.picture.GrayPicture;
import dev.xraygpu.picture.Ink;
import dev.xraygpu.picture.Mark;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.ImageChecks;
import dev.xraygpu.quality.QualityThresholds;
import dev.xraygpu.quality.Severity;
import dev.xraygpu.region.ImagePlanner.Decision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A dataset at a glance: some of its images, before and after the stages, on contact sheets. One
 * image and one page are in memory at a time.
 */
public final class FolderInspection {
  /** In which order images come. */
  public enum Order {
    /** By split, class and path. */
    CLASS,
    /** By path. */
    NAME,
    /** What is wrong first, then by code and path. */
    FINDING
  }

  /** Takes a page. */
  public interface Pages {
    /** Takes the page of a number, counted from 1. */
    void take(int number, Canvas page) throws RunException;
  }

  private final Dataset dataset;
  private final List<Sample> chosen;
  private final Pipeline pipeline;
  private final DecodeRequest request;
  private final Device device;
  private final Decoders decoders;
  private final FileBuffer buffer;
  private final ImageChecks checks = new ImageChecks(QualityThresholds.DEFAULT);
  private final Map<FindingCode, Integer> codes = new EnumMap<>(FindingCode.class);
  private int unusable;

  /**
   * Chooses images evenly over splits and classes.
   *
   * @param limit how many at most, from 1 on
   */
  public FolderInspection(
      Dataset dataset,
      int limit,
      Pipeline pipeline,
      DecodeRequest request,
      Device device,
      Decoders decoders) {
    this.dataset = dataset;
    this.chosen = EvenChoice.of(dataset.samples(), limit);
    this.pipeline = pipeline;
    this.request = request;
    this.device = device;
    this.decoders = decoders;
    this.buffer = new FileBuffer(request.limits());
  }

  /** How many pages a number of images takes. */
  public static int pages(int images) {
    return (images + ContactSheet.PER_PAGE - 1) / ContactSheet.PER_PAGE;
  }

  /** How many images are shown. */
  public int shown() {
    return chosen.size();
  }

  /** How many of the shown files have no pixels; known once the pages are drawn. */
  public int unusable() {
    return unusable;
  }

  /** On how many of the shown files there is each finding; known once the pages are drawn. */
  public Map<FindingCode, Integer> codes() {
    return Collections.unmodifiableMap(codes);
  }

  /** Draws all pages, one after the other. */
  public void draw(Order order, Pages pages) throws RunException, DeviceException {
    List<Sample> samples = ordered(order);
    int count = pages(samples.size());
    for (int page = 1; page <= count; page++) {
      int from = (page - 1) * ContactSheet.PER_PAGE;
      List<Sample> part =
          samples.subList(from, Math.min(samples.size(), from + ContactSheet.PER_PAGE));
      ContactSheet sheet = new ContactSheet(title(page, count), facts(), part.size());
      for (Sample sample : part) {
        Tile tile = tile(sample);
        unusable += tile.before().isEmpty() ? 1 : 0;
        tile.findings().stream()
            .map(Finding::code)
            .distinct()
            .forEach(code -> codes.merge(code, 1, Integer::sum));
        sheet.add(tile);
      }
      pages.take(page, sheet.canvas());
    }
  }

  private List<Sample> ordered(Order order) throws DeviceException {
    List<Sample> samples = new ArrayList<>(chosen);
    if (order == Order.NAME) {
      samples.sort(Comparator.comparing(Sample::ordinal));
    } else if (order == Order.FINDING) {
      // Looked at twice, so that not all pictures have to be kept until the order is known.
      Map<Integer, String> keys = new HashMap<>();
      for (Sample sample : chosen) {
        keys.put(sample.ordinal(), key(tile(sample)));
      }
      samples.sort(
          Comparator.comparing((Sample sample) -> keys.getOrDefault(sample.ordinal(), ""))
              .thenComparing(Sample::ordinal));
    }
    return samples;
  }

  private static String key(Tile tile) {
    Optional<Severity> worst = tile.severity();
    if (worst.isEmpty()) {
      return "~";
    }
    FindingCode code =
        tile.findings().stream()
            .filter(finding -> finding.severity() == worst.get())
            .map(Finding::code)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    int rank = Severity.ERROR.ordinal() - worst.get().ordinal();
    return rank + String.format(Locale.ROOT, "%03d", code.ordinal());
  }

  private String title(int page, int pages) {
    Path name = dataset.root().getFileName();
    return (name == null ? dataset.root().toString() : name.toString())
        + (pages == 1 ? "" : ", page " + page + " of " + pages);
  }

  private List<String> facts() {
    int all = dataset.samples().size();
    String stages =
        pipeline.stages().isEmpty()
            ? "no stage"
            : pipeline.stages().stream().map(Stage::name).collect(Collectors.joining(", "));
    return List.of(
        String.format(
            Locale.ROOT,
            "%,d of %,d files%s. Left as decoded, right after %s.",
            shown(),
            all,
            shown() < all ? ", evenly over splits and classes; --limit shows more" : "",
            stages),
        "Frames: red has an error, orange a warning, blue a note. Boxes: cyan is cropped to, pink is"
            + " masked or reported.");
  }

  private Tile tile(Sample sample) throws DeviceException {
    Optional<Finding> rejection = dataset.rejection(sample);
    if (rejection.isPresent()) {
      return failed(sample, rejection.get());
    }
    Path file = dataset.file(sample);
    try {
      DecodedFile decoded = DecodedFile.read(file, buffer, request, decoders);
      List<Finding> findings = decoded.findings(sample.path(), checks);
      String place =
          place(sample)
              + decoded.header().size()
              + (decoded.frames() > 1
                  ? ", frame " + decoded.frame() + " of " + decoded.frames()
                  : "");
      Optional<GrayPicture> after = Optional.empty();
      List<Mark> marks = List.of();
      try {
        StageSteps.Step step =
            new StageSteps(file, decoded, device, pipeline.faults()).after(pipeline.stages());
        findings.addAll(step.decision().findings());
        findings.addAll(checks.ofPixels(sample.path(), step.input()));
        after = Optional.of(gray(step.pixels()));
        marks = marks(step.decision());
      } catch (RunException e) {
        findings.add(
            Finding.of(sample.path(), FindingCode.STAGE_FAILED, String.valueOf(e.getMessage())));
      } catch (RuntimeException e) {
        findings.add(
            Finding.of(sample.path(), FindingCode.STAGE_FAILED, "failed unexpectedly: " + e));
      }
      return new Tile(
          DecodedFile.name(file),
          place,
          Optional.of(gray(decoded.pixels())),
          marks,
          after,
          findings);
    } catch (DecodeException e) {
      return failed(sample, checks.ofFailure(sample.path(), e));
    } catch (OutOfMemoryError e) {
      return failed(
          sample,
          Finding.of(
              sample.path(),
              FindingCode.TOO_LARGE,
              "no memory for its pixels: " + MemoryExhausted.remedy(e)));
    }
  }

  private static Tile failed(Sample sample, Finding finding) {
    String name = sample.path().substring(sample.path().lastIndexOf('/') + 1);
    return new Tile(
        name, place(sample), Optional.empty(), List.of(), Optional.empty(), List.of(finding));
  }

  private static String place(Sample sample) {
    return sample.split().directory()
        + (sample.label().isEmpty() ? "" : " / " + sample.label())
        + "  ";
  }

  private static List<Mark> marks(Decision decision) {
    List<Mark> marks = new ArrayList<>();
    decision.artifacts().forEach(a -> marks.add(new Mark(a, Ink.ARTIFACT, Stroke.SOLID, "")));
    decision.plan().crop().ifPresent(c -> marks.add(new Mark(c, Ink.CROP, Stroke.SOLID, "")));
    return marks;
  }

  private static GrayPicture gray(HostImage image) {
    return GrayPicture.fit(image, DisplayScale.of(image), ContactSheet.box());
  }
}
