package dev.xraygpu.dicom.jpeg2000;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resolution of a tile's component.
 *
 * @param area on its own grid
 * @param bands its subbands: the low one of the coarsest resolution, or the three others
 * @param precincts of it, row by row
 */
record Resolution(Area area, List<Subband> bands, List<Precinct> precincts) {
  /** Of all components: more than there are in 16 megapixels with blocks of 16 x 16. */
  private static final int MOST_PARTS = 1 << 16;

  /**
   * All resolutions of a component, the coarsest first.
   *
   * @param coding of the tile
   * @param precision bits of a sample
   * @param tile the tile's area
   * @return null if they are cut into more parts than any encoder would
   */
  static @Nullable List<Resolution> of(TileCoding coding, int component, int precision, Area tile) {
    CodingStyle style = coding.styles().get(component);
    Quantization quantization = coding.quantizations().get(component);
    int shift = coding.regionShifts().get(component);
    List<Resolution> resolutions = new ArrayList<>();
    Area lower = new Area(0, 0, 0, 0);
    long parts = 0;
    for (int r = 0; r <= style.levels(); r++) {
      Area area = tile.halved(style.levels() - r);
      List<Subband> bands = new ArrayList<>();
      if (r == 0) {
        float step = quantization.step(0, precision);
        int planes = quantization.planes(0) + shift;
        bands.add(new Subband(Subband.Kind.LOW, area, 0, 0, planes, shift, step));
      } else {
        int times = style.levels() - r + 1;
        for (int i = 1; i <= 3; i++) {
          boolean right = (i & 1) != 0;
          boolean below = (i & 2) != 0;
          int band = 3 * (r - 1) + i;
          bands.add(
              new Subband(
                  Subband.Kind.values()[i],
                  tile.band(times, right, below),
                  right ? lower.width() : 0,
                  below ? lower.height() : 0,
                  quantization.planes(band) + shift,
                  shift,
                  quantization.step(band, precision)));
        }
      }
      parts += parts(area, style, r);
      if (parts > MOST_PARTS / coding.components()) {
        return null;
      }
      resolutions.add(
          new Resolution(area, bands, precincts(tile, area, bands, style, component, r)));
      lower = area;
    }
    return resolutions;
  }

  private static int blockBits(int usual, int precinctBits, int resolution) {
    return Math.min(usual, resolution == 0 ? precinctBits : precinctBits - 1);
  }

  /** At least as many as there are precincts and code-blocks. */
  private static long parts(Area area, CodingStyle style, int r) {
    int across = blockBits(style.blockWidthBits(), style.precinctWidthBits(r), r);
    int down = blockBits(style.blockHeightBits(), style.precinctHeightBits(r), r);
    return ((area.width() >> across) + 3L) * ((area.height() >> down) + 3L);
  }

  private static List<Precinct> precincts(
      Area tile, Area area, List<Subband> bands, CodingStyle style, int component, int r) {
    if (area.isEmpty()) {
      return List.of();
    }
    int widthBits = style.precinctWidthBits(r);
    int heightBits = style.precinctHeightBits(r);
    int finer = style.levels() - r;
    int bandShift = r == 0 ? 0 : 1;
    int blockWidthBits = blockBits(style.blockWidthBits(), widthBits, r);
    int blockHeightBits = blockBits(style.blockHeightBits(), heightBits, r);
    List<Precinct> precincts = new ArrayList<>();
    for (int row = area.y0() >> heightBits; row < Area.up(area.y1(), heightBits); row++) {
      for (int column = area.x0() >> widthBits; column < Area.up(area.x1(), widthBits); column++) {
        int x = column << widthBits;
        int y = row << heightBits;
        Area inBands =
            new Area(
                x >> bandShift,
                y >> bandShift,
                (x + (1 << widthBits)) >> bandShift,
                (y + (1 << heightBits)) >> bandShift);
        List<Precinct.Band> parts = new ArrayList<>();
        for (Subband band : bands) {
          parts.add(
              Precinct.Band.of(
                  band, inBands.intersect(band.area()), blockWidthBits, blockHeightBits));
        }
        precincts.add(
            new Precinct(
                component,
                r,
                precincts.size(),
                x < area.x0() ? tile.x0() : (int) ((long) x << finer),
                y < area.y0() ? tile.y0() : (int) ((long) y << finer),
                parts));
      }
    }
    return precincts;
  }
}
