package dev.xraygpu.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneBatch;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.device.LaneSpecification.Exclusion;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Fit;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.NonLocalMeans;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.reference.ReferenceBilateral;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Results of the CPU device against those of OpenCV's Python bindings. The goldens, {@code
 * goldens.txt}, are SHA-256 sums of results that {@code src/test/python/make_goldens.py} computed
 * with Debian's python3-opencv 4.6.0: another version, another build and another binding than the
 * one under test. The inputs are computed here and there by the same formula.
 *
 * <p>The two versions add up the bilateral filter's taps in different orders: of its 24 results
 * here seven differ, by one gray level in one to five pixels, whose exact value is a half give or
 * take 0.01. Pixels that near to a half are left out of the sums of both sides; {@link
 * CpuBilateralFilterTest} holds them to the definition. All other stages are equal in every pixel.
 */
class OpenCvGoldenTest {
  private static final Map<String, List<Stage>> STAGES =
      Map.ofEntries(
          Map.entry("input", List.of()),
          Map.entry("letterbox-linear-224x224", List.of(resize(224, 224, Fit.LETTERBOX, false))),
          Map.entry("letterbox-area-32x48", List.of(resize(32, 48, Fit.LETTERBOX, true))),
          Map.entry("stretch-linear-50x37", List.of(resize(50, 37, Fit.STRETCH, false))),
          Map.entry("stretch-area-31x29", List.of(resize(31, 29, Fit.STRETCH, true))),
          Map.entry("median-3", List.of(new MedianBlur(3))),
          Map.entry("median-5", List.of(new MedianBlur(5))),
          Map.entry("bilateral-5-50-50", List.of(new BilateralFilter(5, 50, 50))),
          Map.entry("bilateral-9-20-3", List.of(new BilateralFilter(9, 20, 3))),
          Map.entry("non-local-means-3-7-21", List.of(NonLocalMeans.DEFAULT)),
          Map.entry("non-local-means-12.5-3-9", List.of(new NonLocalMeans(12.5, 3, 9))),
          Map.entry("clahe-2-8x8", List.of(new Clahe(2.0, new Size(8, 8)))),
          Map.entry("clahe-40-3x5", List.of(new Clahe(40.0, new Size(3, 5)))),
          Map.entry("tutorial", Pipeline.tutorial().stages()));

  /** How near to a half a bilateral sum must be to be rounded either way, in gray levels. */
  private static final double TIE = 0.02;

  private static Stage resize(int width, int height, Fit fit, boolean area) {
    return new Resize(
        new Size(width, height), fit, area ? Interpolation.AREA : Interpolation.LINEAR);
  }

  /** One line of the file. */
  record Golden(Size size, PixelType type, String stages, String sha256) {
    // 97x61-8-letterbox-area-32x48 SHA256
    static Golden parse(String line) {
      List<String> words = List.of(line.split(" ", -1));
      List<String> name = List.of(words.get(0).split("-", 3));
      List<String> sides = List.of(name.get(0).split("x", -1));
      return new Golden(
          new Size(Integer.parseInt(sides.get(0)), Integer.parseInt(sides.get(1))),
          PixelType.ofBits(Integer.parseInt(name.get(1))),
          name.get(2),
          words.get(1));
    }
  }

  static List<Golden> goldens() throws IOException {
    try (InputStream file = OpenCvGoldenTest.class.getResourceAsStream("goldens.txt")) {
      String text =
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.US_ASCII);
      Stream<String> lines = text.lines().filter(line -> !line.startsWith("#"));
      List<Golden> goldens = lines.map(Golden::parse).toList();
      assertThat(goldens).hasSize(6 * 2 * STAGES.size());
      return goldens;
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void equalsPythonsResult(Golden golden) throws DeviceException, NoSuchAlgorithmException {
    List<Stage> stages = Objects.requireNonNull(STAGES.get(golden.stages()));
    LaneSpecification specification = new LaneSpecification(stages, 1, Exclusion.NONE);
    try (Device device = new CpuDeviceProvider().open(0);
        Lane lane = device.openLane(specification)) {
      HostImage input = input(golden.type(), golden.size());
      HostImage result = LaneBatch.runAll(lane, List.of(input), 1).get(0);
      if (stages.size() == 1 && stages.get(0) instanceof BilateralFilter stage) {
        leaveOutTies(result, ReferenceBilateral.filter(input, stage));
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(SyntheticImages.bytes(result));
      assertThat(HexFormat.of().formatHex(digest)).isEqualTo(golden.sha256());
    }
  }

  private static void leaveOutTies(HostImage result, double[] exact) {
    int width = result.size().width();
    for (int at = 0; at < exact.length; at++) {
      if (Math.abs(exact[at] - Math.floor(exact[at]) - 0.5) < TIE) {
        SyntheticImages.set(result, at % width, at / width, 0);
      }
    }
  }

  // The same as image() in make_goldens.py.
  private static HostImage input(PixelType type, Size size) {
    int top = type.maxValue();
    int[] state = {size.width() * 7919 + size.height() * 104_729 + type.bits()};
    return SyntheticImages.of(
        type,
        size,
        (x, y) -> {
          state[0] = state[0] * 1_664_525 + 1_013_904_223;
          int ramp = (x * 3 + y * 2) * (top / 8) / (size.width() + size.height());
          int noise = (state[0] >>> 16) % (top / 8);
          return Math.min(top, top / 4 + ramp + noise);
        });
  }
}
