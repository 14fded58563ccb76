package dev.xraygpu.gpu.cuda;

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
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random pipeline and a batch of random images for it. Sides are 1 to 700, targets 16 to 1024,
 * tiles 1 to 16 each way, clip limits 0.01 to 1000; small values are as likely as large ones on a
 * logarithmic scale, because what is special is small. Single rows and columns, images of the
 * target's own size, of twice and of whole multiples of it, and tiles that divide, come up often.
 *
 * @param stages the pipeline
 * @param images a batch for it
 */
record RandomCase(List<Stage> stages, List<HostImage> images) {
  /** What a case is about. */
  enum Kind {
    LINEAR,
    AREA,
    MEDIAN,
    CLAHE,
    PIPELINE,
    BILATERAL,
    NON_LOCAL_MEANS
  }

  static final int LARGEST_SIDE = 700;
  // Thousands of differences a pixel: a small image shows as much.
  private static final int LARGEST_SIDE_SEARCHED = 90;
  private static final int LARGEST_TARGET = 1024;
  private static final int SMALLEST_TARGET = 16;
  private static final int MOST_TILES = 16;
  // A tile of a 16-bit image has 65,536 bins: 256 of them for each image would take all the time.
  private static final int MOST_TILES_16 = 4;

  /** A case, the same for the same arguments. */
  static RandomCase of(Kind kind, PixelType type, int batch, long seed) {
    Random random = new Random(seed);
    List<Stage> stages = stages(kind, type, random);
    List<HostImage> images = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      Size size = size(stages.get(0), random);
      images.add(
          random.nextBoolean()
              ? SyntheticImages.noise(type, size, random.nextLong())
              : SyntheticImages.smooth(type, size, random.nextLong()));
    }
    return new RandomCase(stages, images);
  }

  private static List<Stage> stages(Kind kind, PixelType type, Random random) {
    return switch (kind) {
      case LINEAR -> List.of(resize(Interpolation.LINEAR, random));
      case AREA -> List.of(resize(Interpolation.AREA, random));
      case MEDIAN -> List.of(new MedianBlur(random.nextBoolean() ? 3 : 5));
      case CLAHE -> List.of(clahe(type, random));
      case NON_LOCAL_MEANS -> List.of(nonLocalMeans(random));
      case BILATERAL -> List.of(bilateral(random));
      case PIPELINE -> {
        List<Stage> stages = new ArrayList<>();
        stages.add(resize(Interpolation.values()[random.nextInt(2)], random));
        stages.add(random.nextInt(2), new MedianBlur(3 + 2 * random.nextInt(2)));
        stages.add(random.nextInt(3), clahe(type, random));
        yield stages;
      }
    };
  }

  private static Resize resize(Interpolation interpolation, Random random) {
    Fit fit = Fit.values()[random.nextInt(2)];
    int width = logarithmic(SMALLEST_TARGET, LARGEST_TARGET, random);
    int height =
        random.nextInt(3) == 0 ? width : logarithmic(SMALLEST_TARGET, LARGEST_TARGET, random);
    return new Resize(new Size(width, height), fit, interpolation);
  }

  private static Clahe clahe(PixelType type, Random random) {
    int most = type == PixelType.U8 ? MOST_TILES : MOST_TILES_16;
    double limit = random.nextInt(4) == 0 ? 2.0 : Math.pow(10, random.nextDouble() * 5 - 2);
    return new Clahe(limit, new Size(1 + random.nextInt(most), 1 + random.nextInt(most)));
  }

  private static BilateralFilter bilateral(Random random) {
    int diameter = random.nextInt(2) == 0 ? 5 : 3 + 2 * random.nextInt(7);
    double color = random.nextInt(3) == 0 ? 50 : Math.pow(10, random.nextDouble() * 3 - 0.5);
    double space = random.nextInt(3) == 0 ? 50 : Math.pow(10, random.nextDouble() * 3 - 1);
    return new BilateralFilter(diameter, color, space);
  }

  private static NonLocalMeans nonLocalMeans(Random random) {
    double strength = random.nextInt(3) == 0 ? 3 : Math.pow(10, random.nextDouble() * 3 - 1);
    return random.nextInt(4) == 0
        ? new NonLocalMeans(strength, 7, 21)
        : new NonLocalMeans(strength, 3 + 2 * random.nextInt(7), 3 + 2 * random.nextInt(4));
  }

  private static Size size(Stage first, Random random) {
    int largest = first instanceof NonLocalMeans ? LARGEST_SIDE_SEARCHED : LARGEST_SIDE;
    int width = logarithmic(1, largest, random);
    int height = logarithmic(1, largest, random);
    if (first instanceof Resize resize) {
      Size target = resize.target();
      switch (random.nextInt(6)) {
        case 0 -> width = multiple(target.width(), random);
        case 1 -> height = multiple(target.height(), random);
        case 2 -> {
          width = multiple(target.width(), random);
          height = multiple(target.height(), random);
        }
        default -> {}
      }
    } else if (first instanceof Clahe clahe && random.nextBoolean()) {
      width = Math.max(1, width / clahe.tiles().width()) * clahe.tiles().width();
      height = Math.max(1, height / clahe.tiles().height()) * clahe.tiles().height();
    }
    return new Size(width, height);
  }

  private static int multiple(int side, Random random) {
    return side * (1 + random.nextInt(Math.max(1, Math.min(4, LARGEST_SIDE / side))));
  }

  private static int logarithmic(int from, int to, Random random) {
    double log = Math.log(from) + random.nextDouble() * Math.log((to + 1.0) / from);
    return Math.max(from, Math.min(to, (int) Math.exp(log)));
  }
}
