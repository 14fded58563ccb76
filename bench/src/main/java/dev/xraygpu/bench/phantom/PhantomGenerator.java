package dev.xraygpu.bench.phantom;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.Size;

/**
 * Renders phantoms: attenuation of all tissues on a grid of at most about 900 cells a side, then
 * the detector at full resolution. Plain and {@link StrictMath} arithmetic only, so that equal
 * specifications give equal pixels on every machine. Thread-safe.
 */
public final class PhantomGenerator {
  private static final int MOST_CELLS = 900;
  // Share of the body's thickness that the lungs can take.
  private static final float LUNG_SHARE = 0.62f;
  private static final float HEART_TISSUE = 0.86f;
  private static final float TRACHEA_SHARE = 0.16f;

  /**
   * Renders one phantom, a frontal view: the patient's right is on the image's left.
   *
   * @return an image of the specification's size and type, in memory of its own
   */
  public HostImage render(PhantomSpecification specification) {
    Size image = specification.size();
    int longest = Math.max(image.width(), image.height());
    int step = Math.max(1, (longest + MOST_CELLS - 1) / MOST_CELLS);
    Size cells = new Size(cells(image.width(), step), cells(image.height(), step));
    Anatomy anatomy = Anatomy.of(specification);
    Position position = Position.of(specification);
    Frame frame = position.frame(image, cells, step);
    Lungs lungs = new Lungs(anatomy, position);

    float[] vessels = new float[cells.width() * cells.height()];
    new Vessels(specification, frame, new StrokePainter(cells, vessels)).paint();
    SoftTissue soft = new SoftTissue(anatomy, position);
    float[] attenuation = tissue(specification, frame, soft, lungs, vessels);
    addSpineAndBackdrop(attenuation, frame, new Spine(anatomy), (float) position.backdrop());
    StrokePainter painter = new StrokePainter(cells, attenuation);
    new Skeleton(anatomy, position, lungs, frame, painter).paint();
    position.marker().paint(frame, painter);
    return new Detector(specification, position).read(attenuation, cells, step);
  }

  // One more than the image needs, so that a cell always has a neighbour to blend with.
  private static int cells(int pixels, int step) {
    return (pixels + step - 1) / step + 1;
  }

  private static float[] tissue(
      PhantomSpecification specification,
      Frame frame,
      SoftTissue soft,
      Lungs lungs,
      float[] vessels) {
    Opacities opacities = new Opacities(specification);
    Lattice texture = new Lattice(specification.patientRandom(PhantomRandom.Stream.TEXTURE));
    int width = frame.cells().width();
    float[] attenuation = new float[vessels.length];
    for (int row = 0; row < frame.cells().height(); row++) {
      for (int column = 0; column < width; column++) {
        int cell = row * width + column;
        float x = frame.x(column, row);
        float y = frame.y(column, row);
        float body = soft.body(x, y);
        if (body == 0f) {
          continue;
        }
        float density = body * (1f + 0.04f * texture.octaves(x * 3f + 9f, y * 3f + 9f));
        float air = lungs.air(x, y);
        if (air > 0f) {
          float shadow = Math.max(soft.mediastinum(x, y), HEART_TISSUE * soft.heart(x, y));
          air *= (1f - shadow) * (1f - opacities.at(x, y));
          float markings = vessels[cell] + 0.04f * texture.octaves(x * 38f, y * 38f);
          density += air * (markings - LUNG_SHARE * body);
        }
        if (y > 0.9f) {
          float below = Smooth.step((y - lungs.diaphragm(x)) * 14f);
          density += below * body * soft.abdomen(x, y);
        }
        attenuation[cell] = Math.max(0f, density - TRACHEA_SHARE * soft.trachea(x, y));
      }
    }
    return attenuation;
  }

  private static void addSpineAndBackdrop(
      float[] attenuation, Frame frame, Spine spine, float backdrop) {
    int width = frame.cells().width();
    for (int cell = 0; cell < attenuation.length; cell++) {
      int column = cell % width;
      int row = cell / width;
      attenuation[cell] += backdrop + spine.at(frame.x(column, row), frame.y(column, row));
    }
  }
}
