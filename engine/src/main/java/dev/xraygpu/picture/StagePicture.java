package dev.xraygpu.picture;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.picture.Canvas.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An image after one stage, to look at: its title, the image with boxes on it, its histogram, and
 * its numbers, below each other.
 */
public final class StagePicture {
  private static final int GAP = 8;
  private static final int SMALLEST_CHART = 48;

  private final Content content;
  private final PixelValues values;
  private final HistogramBars bars;
  private final GrayPicture gray;
  private final int side;
  private final List<String> lines = new ArrayList<>();

  /**
   * What is shown.
   *
   * @param title the stage's name
   * @param parameters its parameters, in words
   * @param pixels its output
   * @param scale which values are shown as black and white
   * @param units how values are written
   * @param marks boxes on it
   * @param notes lines below its numbers
   */
  public record Content(
      String title,
      String parameters,
      HostImage pixels,
      DisplayScale scale,
      ValueUnits units,
      List<Mark> marks,
      List<String> notes) {}

  /**
   * Prepares a picture.
   *
   * @param side columns that it takes, and the most rows of its image
   */
  public StagePicture(Content content, int side) {
    this.content = content;
    this.side = side;
    this.values = PixelValues.of(content.pixels());
    this.bars = HistogramBars.of(values);
    this.gray = GrayPicture.fit(content.pixels(), content.scale(), Size.square(side));
    numbers().forEach(line -> lines.addAll(Typeface.REGULAR.wrap(line, side)));
    content.notes().forEach(line -> lines.addAll(Typeface.REGULAR.wrap(line, side)));
  }

  private List<String> numbers() {
    PixelType type = values.type();
    ValueUnits units = content.units();
    List<String> numbers = new ArrayList<>();
    numbers.add(
        String.format(
            Locale.ROOT,
            "%s, %s; mean %s, std %s, min %s, max %s",
            content.pixels().size(),
            units instanceof ValueUnits.Normalized ? "floating" : type.bits() + " bit",
            units.mean(values.mean(), type),
            units.std(values.std(), type),
            units.value(values.min(), type),
            units.value(values.max(), type)));
    numbers.add(
        String.format(
            Locale.ROOT,
            "%s at %s, %s at %s%s",
            share(values.share(0)),
            units.value(0, type),
            share(values.share(type.maxValue())),
            units.value(type.maxValue(), type),
            bars.shareCutOff() > 0 ? "; cut off here: " + share(bars.shareCutOff()) : ""));
    String zoom = gray.zoom();
    numbers.add(
        String.format(
            Locale.ROOT,
            "shown%s: black %s, white %s",
            zoom.isEmpty() ? "" : " " + zoom,
            units.value(content.scale().black(), type),
            units.value(content.scale().white(), type)));
    return numbers;
  }

  private static String share(double share) {
    double percent = 100 * share;
    // What occurs at all is not to be read as nothing.
    return percent > 0 && percent < 0.05
        ? "< 0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** Columns that it takes. */
  public int width() {
    return side;
  }

  /** Rows that its image takes. */
  public int imageHeight() {
    return gray.size().height();
  }

  /** Rows that all of it takes where its image is given so many. */
  public int height(int imageRows) {
    return titleHeight()
        + imageRows
        + GAP
        + chartHeight()
        + Typeface.REGULAR.height()
        + GAP
        + lines.size() * Typeface.REGULAR.height();
  }

  /** A picture of its own. */
  public Canvas alone() {
    Canvas canvas = new Canvas(new Size(side, height(imageHeight())), Ink.BACKGROUND);
    draw(canvas, 0, 0, imageHeight());
    return canvas;
  }

  private static int titleHeight() {
    return Typeface.BOLD.height() + GAP / 2;
  }

  private int chartHeight() {
    return Math.max(SMALLEST_CHART, side / 5);
  }

  /**
   * Draws it.
   *
   * @param left its left edge
   * @param top its top edge
   * @param imageRows rows for the image, so that charts beside each other are at one height
   */
  public void draw(Canvas canvas, int left, int top, int imageRows) {
    int at = canvas.text(left, top, Typeface.BOLD, Ink.TEXT, content.title());
    int room = Math.max(0, left + side - at - GAP);
    String parameters = Typeface.REGULAR.shorten(content.parameters(), room);
    canvas.text(at + GAP, top + 1, Typeface.REGULAR, Ink.MUTED, parameters);
    int y = top + titleHeight();
    canvas.fill(new Rectangle(left, y, new Size(side, imageRows)), Ink.WELL);
    drawImage(canvas, left + (side - gray.size().width()) / 2, y + (imageRows - imageHeight()) / 2);
    y += imageRows + GAP;
    drawChart(canvas, left, y);
    y += chartHeight() + Typeface.REGULAR.height() + GAP;
    for (String line : lines) {
      canvas.text(left, y, Typeface.REGULAR, Ink.TEXT, line);
      y += Typeface.REGULAR.height();
    }
  }

  private void drawImage(Canvas canvas, int left, int top) {
    canvas.draw(gray, left, top);
    canvas.outline(new Rectangle(left, top, gray.size()), 1, Ink.EDGE, Stroke.SOLID);
    List<Rectangle> taken = new ArrayList<>();
    for (Mark mark : content.marks()) {
      Rectangle box = gray.place(mark.area());
      Rectangle place = new Rectangle(left + box.x(), top + box.y(), box.size());
      canvas.outline(place, 2, mark.ink(), mark.stroke());
      if (mark.label().isEmpty()) {
        taken.add(place); // what is small is not to be covered
      }
    }
    List<Rectangle> labels = new ArrayList<>();
    for (Mark mark : content.marks()) {
      if (!mark.label().isEmpty()) {
        int x = left + gray.column(mark.area().x());
        int y = top + gray.row(mark.area().y());
        labels.add(label(mark, x, y, new Rectangle(left, top, gray.size()), taken));
        taken.add(labels.get(labels.size() - 1));
      }
    }
    // After all boxes, so that none runs through a word.
    int number = 0;
    for (Mark mark : content.marks()) {
      if (!mark.label().isEmpty()) {
        Rectangle place = labels.get(number++);
        canvas.fill(place, Ink.WELL);
        canvas.text(place.x() + 2, place.y(), Typeface.REGULAR, mark.ink(), mark.label());
      }
    }
  }

  // Above the box where there is room, so that it covers nothing of what the box is about; else
  // inside, below the labels that are there already.
  private static Rectangle label(Mark mark, int x, int y, Rectangle image, List<Rectangle> others) {
    Size size = new Size(Typeface.REGULAR.width(mark.label()) + 4, Typeface.REGULAR.height());
    int from = Math.max(0, Math.min(x, image.right() - size.width()));
    int above = y - size.height() >= image.y() ? y - size.height() : y + 2;
    Rectangle place = new Rectangle(from, above, size);
    for (int i = 0; i < others.size(); i++) {
      if (overlap(place, others.get(i))) {
        place = new Rectangle(from, others.get(i).bottom(), size);
        i = -1; // it may now lie on one that it did not before
      }
    }
    return place;
  }

  private static boolean overlap(Rectangle a, Rectangle b) {
    return a.x() < b.right() && b.x() < a.right() && a.y() < b.bottom() && b.y() < a.bottom();
  }

  private void drawChart(Canvas canvas, int left, int top) {
    int rows = chartHeight();
    canvas.fill(new Rectangle(left, top, new Size(side, rows)), Ink.WELL);
    for (int bin = 0; bin < HistogramBars.BINS; bin++) {
      int from = bin * side / HistogramBars.BINS;
      int to = (bin + 1) * side / HistogramBars.BINS;
      int height = bars.height(bin, rows);
      if (height > 0 && to > from) {
        Rectangle bar =
            new Rectangle(left + from, top + rows - height, new Size(to - from, height));
        canvas.fill(bar, bars.cutOff(bin) ? Ink.CUT_OFF : Ink.BAR);
      }
    }
    int below = top + rows + 1;
    String low = content.units().value(0, values.type());
    String middle = content.units().value((bars.last() + 1) / 2, values.type());
    String high = content.units().value(bars.last(), values.type());
    Typeface face = Typeface.REGULAR;
    canvas.text(left, below, face, Ink.MUTED, low);
    canvas.text(left + (side - face.width(middle)) / 2, below, face, Ink.MUTED, middle);
    canvas.text(left + side - face.width(high), below, face, Ink.MUTED, high);
  }
}
