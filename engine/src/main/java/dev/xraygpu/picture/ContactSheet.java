package dev.xraygpu.picture;

import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.picture.Canvas.Stroke;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A page of many images, each small, before and after the stages, in a frame that warns. */
public final class ContactSheet {
  /** Images on a page. */
  public static final int PER_PAGE = 24;

  private static final int COLUMNS = 4;
  private static final int SIDE = 176;
  private static final int FRAME = 3;
  private static final int PADDING = 6;
  private static final int MARGIN = 16;
  private static final int GAP = 10;
  private static final int LINE = Typeface.REGULAR.height();
  private static final int TEXT_LINES = 3;
  private static final int TILE_WIDTH = 2 * SIDE + 3 * PADDING + 2 * FRAME;
  private static final int TILE_HEIGHT = SIDE + TEXT_LINES * LINE + 3 * PADDING + 2 * FRAME;

  private final Canvas canvas;
  private final int top;
  private int tiles;

  /**
   * One image, or a file that is none.
   *
   * @param name its file's name
   * @param place split, class and so on
   * @param before its decoded pixels with boxes; nothing where there are none
   * @param marks the boxes, in the decoded image's pixels
   * @param after what the stages made of it; nothing where they made nothing
   * @param findings what is wrong with it
   */
  public record Tile(
      String name,
      String place,
      Optional<GrayPicture> before,
      List<Mark> marks,
      Optional<GrayPicture> after,
      List<Finding> findings) {
    /** Copies the lists. */
    public Tile {
      marks = List.copyOf(marks);
      findings = List.copyOf(findings);
    }

    /** The worst of its findings. */
    public Optional<Severity> severity() {
      return findings.stream().map(Finding::severity).max(Comparator.naturalOrder());
    }
  }

  /**
   * A page without any image yet.
   *
   * @param title of the page
   * @param facts lines below it
   * @param tiles how many images it will have, at least 1 and at most {@value #PER_PAGE}
   */
  public ContactSheet(String title, List<String> facts, int tiles) {
    int columns = Math.min(COLUMNS, tiles);
    int rows = (tiles + COLUMNS - 1) / COLUMNS;
    int width = 2 * MARGIN + columns * TILE_WIDTH + (columns - 1) * GAP;
    int inside = width - 2 * MARGIN;
    List<String> lines =
        facts.stream().flatMap(fact -> Typeface.REGULAR.wrap(fact, inside).stream()).toList();
    this.top = MARGIN + Typeface.BOLD.height() + 4 + lines.size() * LINE + MARGIN;
    int height = top + rows * TILE_HEIGHT + (rows - 1) * GAP + MARGIN;
    this.canvas = new Canvas(new Size(width, height), Ink.BACKGROUND);
    String shown = Typeface.BOLD.shorten(title, inside);
    canvas.text(MARGIN, MARGIN, Typeface.BOLD, Ink.TEXT, shown);
    int y = MARGIN + Typeface.BOLD.height() + 4;
    for (String line : lines) {
      canvas.text(MARGIN, y, Typeface.REGULAR, Ink.MUTED, line);
      y += LINE;
    }
  }

  /** The box that an image's pixels are fitted into. */
  public static Size box() {
    return Size.square(SIDE);
  }

  /** Where the tile of a number, counted from 0, lies. */
  Rectangle place(int number) {
    return new Rectangle(
        MARGIN + number % COLUMNS * (TILE_WIDTH + GAP),
        top + number / COLUMNS * (TILE_HEIGHT + GAP),
        new Size(TILE_WIDTH, TILE_HEIGHT));
  }

  /** Adds an image behind those before it. */
  public void add(Tile tile) {
    Rectangle place = place(tiles++);
    Ink frame = tile.severity().map(Ink::of).orElse(Ink.EDGE);
    canvas.fill(place, Ink.SURFACE);
    canvas.outline(place, FRAME, frame, Stroke.SOLID);
    int left = place.x() + FRAME + PADDING;
    int y = place.y() + FRAME + PADDING;
    int width = TILE_WIDTH - 2 * (FRAME + PADDING);
    if (tile.before().isEmpty()) {
      canvas.fill(new Rectangle(left, y, new Size(width, SIDE)), Ink.WELL);
      problem(tile.findings(), left + PADDING, y + PADDING, width - 2 * PADDING);
    } else {
      image(tile.before().get(), tile.marks(), left, y);
      canvas.fill(new Rectangle(left + SIDE + PADDING, y, box()), Ink.WELL);
      if (tile.after().isPresent()) {
        image(tile.after().get(), List.of(), left + SIDE + PADDING, y);
      }
    }
    y += SIDE + PADDING;
    canvas.text(left, y, Typeface.REGULAR, Ink.TEXT, Typeface.REGULAR.shorten(tile.name(), width));
    String where = Typeface.REGULAR.shorten(tile.place(), width);
    canvas.text(left, y + LINE, Typeface.REGULAR, Ink.MUTED, where);
    String codes =
        tile.findings().stream()
            .map(finding -> finding.code().toString())
            .distinct()
            .collect(Collectors.joining(", "));
    String shown = Typeface.REGULAR.shorten(codes, width);
    canvas.text(left, y + 2 * LINE, Typeface.REGULAR, frame, shown);
  }

  private void image(GrayPicture picture, List<Mark> marks, int left, int top) {
    canvas.fill(new Rectangle(left, top, box()), Ink.WELL);
    int x = left + (SIDE - picture.size().width()) / 2;
    int y = top + (SIDE - picture.size().height()) / 2;
    canvas.draw(picture, x, y);
    for (Mark mark : marks) {
      Rectangle box = picture.place(mark.area());
      Rectangle place = new Rectangle(x + box.x(), y + box.y(), box.size());
      canvas.outline(place, 1, mark.ink(), mark.stroke());
    }
  }

  // In the place of pixels: why there are none.
  private void problem(List<Finding> findings, int left, int top, int width) {
    int y = top;
    for (Finding finding : findings) {
      String code = finding.code().toString();
      canvas.text(left, y, Typeface.BOLD, Ink.of(finding.severity()), code);
      y += Typeface.BOLD.height() + 2;
      for (String line : Typeface.REGULAR.wrap(finding.message(), width)) {
        if (y > top + SIDE - 2 * LINE) {
          canvas.text(left, y, Typeface.REGULAR, Ink.TEXT, "\u2026");
          return;
        }
        canvas.text(left, y, Typeface.REGULAR, Ink.TEXT, line);
        y += LINE;
      }
    }
  }

  /** The page. */
  public Canvas canvas() {
    return canvas;
  }
}
