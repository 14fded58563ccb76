package dev.xraygpu.region;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.region.BoxedImages.BoxedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Prints how many letters of one size, one contrast or one kind are found on the development
 * images: where the finder's limits are. Letters are at least 21 pixels high, as the finder's own
 * test has them, unless their size is what is looked at.
 */
final class ArtifactLimits {
  private static final String[] R = {"####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"};
  private static final String[] L = {"#....", "#....", "#....", "#....", "#....", "#....", "#####"};
  private static final String[] I = {"..#..", "..#..", "..#..", "..#..", "..#..", "..#..", "..#.."};
  private static final int ATTEMPTS = 400;
  private static final int ANY = 256;

  private final List<BoxedImage> images = new ArrayList<>();
  private final List<HostImage> pixels = new ArrayList<>();

  private ArtifactLimits() {}

  /**
   * Letters that are alike.
   *
   * @param letter rows of dots
   * @param share height in shares of the shorter side
   * @param leastDot pixels of a dot
   * @param from least difference from the mean of the ground, negative if darker
   * @param to it is below that
   */
  private record Kind(String[] letter, double share, int leastDot, int from, int to) {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    ArtifactLimits limits = new ArtifactLimits();
    for (BoxedImage image : BoxedImages.requireAll(ArtifactLimits.class)) {
      limits.images.add(image);
      limits.pixels.add(image.decode());
    }
    for (double percent : new double[] {1.5, 2, 2.5, 3, 3.5, 4, 6, 9}) {
      limits.print(
          "R, " + percent + " % high, by 60 or more", new Kind(R, percent / 100, 2, 60, ANY));
    }
    int[] contrasts = {20, 30, 40, 50, 60, 80, 100, ANY};
    for (int i = 0; i + 1 < contrasts.length; i++) {
      limits.print(
          "R, 5 % high, by " + contrasts[i] + " to " + contrasts[i + 1],
          new Kind(R, 0.05, 3, contrasts[i], contrasts[i + 1]));
    }
    limits.print("L, 5 % high, by 60 or more", new Kind(L, 0.05, 3, 60, ANY));
    limits.print("I, 5 % high, by 60 or more", new Kind(I, 0.05, 3, 60, ANY));
    limits.print("R, 5 % high, darker by 60 or more", new Kind(R, 0.05, 3, -ANY, -60));
  }

  private void print(String name, Kind kind) throws Exception {
    Random random = new Random(77);
    int planted = 0;
    int found = 0;
    for (int i = 0; i < images.size(); i++) {
      HostImage original = pixels.get(i);
      Optional<PlantedWord> word = draw(images.get(i), original, kind, random);
      if (word.isPresent()) {
        planted++;
        Rectangle box = word.get().box();
        found +=
            ArtifactFinderTest.find(word.get().on(original)).stream()
                    .anyMatch(hit -> ArtifactFinderTest.covers(hit, box))
                ? 1
                : 0;
      }
    }
    System.out.printf(
        "%-36s %4d planted, %4d found, %3.0f %%%n", name, planted, found, 100.0 * found / planted);
  }

  private static Optional<PlantedWord> draw(
      BoxedImage image, HostImage original, Kind kind, Random random) {
    int dot = (int) Math.round(image.size().shorterSide() * kind.share() / 7);
    if (dot < kind.leastDot()) {
      return Optional.empty();
    }
    Size size = new Size(5 * dot, 7 * dot);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int x = random.nextInt(image.size().width() - size.width());
      int y = random.nextInt(image.size().height() - size.height());
      Rectangle box = new Rectangle(x, y, size);
      int brightness = random.nextInt(256);
      double difference = brightness - PlantedWord.meanIn(original, box);
      if (!ArtifactFinderTest.meet(box, image.lungs())
          && difference >= kind.from()
          && difference < kind.to()) {
        return Optional.of(new PlantedWord(List.<String[]>of(kind.letter()), box, dot, brightness));
      }
    }
    return Optional.empty();
  }
}
