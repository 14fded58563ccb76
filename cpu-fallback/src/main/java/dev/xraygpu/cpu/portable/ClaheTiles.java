package dev.xraygpu.cpu.portable;

import dev.xraygpu.image.Size;

/** How OpenCV's CLAHE cuts an image into tiles. */
public final class ClaheTiles {
  private ClaheTiles() {}

  /**
   * The size of a tile. Both sides grow if either has to, so one that is divisible grows by a whole
   * count of tiles; the image is {@linkplain Mirror mirrored} into what is too much.
   *
   * @param tiles how many across and down
   * @param image in pixels
   */
  public static Size tile(Size tiles, Size image) {
    boolean divides = image.width() % tiles.width() == 0 && image.height() % tiles.height() == 0;
    int more = divides ? 0 : 1;
    return new Size(image.width() / tiles.width() + more, image.height() / tiles.height() + more);
  }
}
