package dev.xraygpu.cpu.portable;

/** An axis that goes on beyond its ends as in a mirror that stands on its last pixel. */
public final class Mirror {
  private Mirror() {}

  /**
   * Which pixel stands at a place: of 4, {@code ... 2 1 0 1 2 3 2 1 0 1 ...}.
   *
   * @param index any place, also before the first
   * @param length number of pixels, 1 or more
   */
  public static int inside(int index, int length) {
    if (index >= 0 && index < length) {
      return index;
    }
    if (length == 1) {
      return 0;
    }
    int inPeriod = Math.floorMod(index, 2 * length - 2);
    return inPeriod < length ? inPeriod : 2 * length - 2 - inPeriod;
  }
}
