package dev.xraygpu.region;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.image.SyntheticImages;
import dev.xraygpu.region.BoxedImages.BoxedImage;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A word that a test plants on an image, outside of the lungs.
 *
 * @param letters rows of dots, five columns and seven rows to a letter
 * @param box where it is, in pixels
 * @param dot a dot's side in pixels
 * @param brightness the strokes' value
 */
record PlantedWord(List<String[]> letters, Rectangle box, int dot, int brightness) {
  private static final String[] R = {"####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"};
  private static final String[] L = {"#....", "#....", "#....", "#....", "#....", "#....", "#####"};
  private static final String[] P = {"####.", "#...#", "#...#", "####.", "#....", "#....", "#...."};
  private static final String[] A = {".###.", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"};
  private static final List<List<String[]>> WORDS =
      List.of(
          List.<String[]>of(R),
          List.<String[]>of(L),
          List.of(A, P),
          List.of(L, A, R),
          List.of(P, A));
  private static final int LEAST_CONTRAST = 60;

  /**
   * A word of random letters, size (3 to 9 % of the shorter side, at least 21 pixels), place and
   * brightness (180 to 255).
   *
   * @return nothing where it finds no place or would hardly be seen
   */
  static Optional<PlantedWord> draw(BoxedImage image, HostImage pixels, Random random) {
    List<String[]> word = WORDS.get(random.nextInt(WORDS.size()));
    double share = (0.03 + 0.06 * random.nextDouble()) / 7;
    int dot = (int) Math.max(3, Math.round(image.size().shorterSide() * share));
    Size size = new Size(word.size() * 6 * dot - dot, 7 * dot);
    Optional<Rectangle> box = place(image, size, random);
    int brightness = 180 + random.nextInt(76);
    return box.filter(b -> brightness - meanIn(pixels, b) >= LEAST_CONTRAST)
        .map(b -> new PlantedWord(word, b, dot, brightness));
  }

  /** The word's box, outside of the lungs, or nothing where it finds no place. */
  private static Optional<Rectangle> place(BoxedImage image, Size word, Random random) {
    for (int attempt = 0; attempt < 200; attempt++) {
      int x = random.nextInt(Math.max(1, image.size().width() - word.width()));
      int y = random.nextInt(Math.max(1, image.size().height() - word.height()));
      Rectangle box = new Rectangle(x, y, word);
      if (box.inside(image.size()) && !ArtifactFinderTest.meet(box, image.lungs())) {
        return Optional.of(box);
      }
    }
    return Optional.empty();
  }

  static double meanIn(HostImage image, Rectangle box) {
    double sum = 0;
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int x = box.x(); x < box.right(); x++) {
        sum += image.get(x, y);
      }
    }
    return sum / box.size().area();
  }

  /**
   * A copy of the image with the word on it, whose strokes are as soft as a display's fonts are.
   */
  HostImage on(HostImage original) {
    HostImage image = original.copy();
    for (int y = 0; y < box.size().height(); y++) {
      for (int x = 0; x < box.size().width(); x++) {
        // The stroke's outermost pixel is half of it.
        double cover = 0;
        for (int dy = 0; dy < 2; dy++) {
          for (int dx = 0; dx < 2; dx++) {
            cover += inked(x + dx, y + dy) ? 0.25 : 0;
          }
        }
        int before = original.get(box.x() + x, box.y() + y);
        int after = (int) Math.round(before + cover * (brightness - before));
        SyntheticImages.set(image, box.x() + x, box.y() + y, after);
      }
    }
    return image;
  }

  private boolean inked(int x, int y) {
    int column = x / dot;
    int letter = column / 6;
    int row = y / dot;
    return letter < letters.size()
        && row < 7
        && column % 6 < 5
        && letters.get(letter)[row].charAt(column % 6) == '#';
  }

  @Override
  public String toString() {
    return box + " of " + brightness;
  }
}
