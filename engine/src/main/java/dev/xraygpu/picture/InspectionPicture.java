package dev.xraygpu.picture;

import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.Finding;
import java.util.ArrayList;
import java.util.List;

/** One file on one picture: what it is, the image after every stage, and what is wrong with it. */
public final class InspectionPicture {
  /** The fewest columns of a stage's picture: one for each bar of the histogram. */
  public static final int SMALLEST_SIDE = HistogramBars.BINS;

  /** The most. */
  public static final int LARGEST_SIDE = 2048;

  private static final int MARGIN = 16;
  private static final int MOST_IN_A_ROW = 4;
  private static final int LINE = Typeface.REGULAR.height() + 2;

  private InspectionPicture() {}

  /**
   * What is shown.
   *
   * @param title the file's name
   * @param facts lines below it
   * @param stages at least one
   * @param findings what is wrong
   * @param notes lines at the end
   */
  public record Content(
      String title,
      List<String> facts,
      List<StagePicture> stages,
      List<Finding> findings,
      List<String> notes) {
    /** Copies the lists. */
    public Content {
      facts = List.copyOf(facts);
      stages = List.copyOf(stages);
      findings = List.copyOf(findings);
      notes = List.copyOf(notes);
    }
  }

  /** A line of text in one or two colours. */
  private record Line(Ink headInk, String head, Ink ink, String text) {}

  /** Draws it. */
  public static Canvas draw(Content content) {
    List<StagePicture> stages = content.stages();
    int columns = stages.size() <= MOST_IN_A_ROW ? stages.size() : (stages.size() + 1) / 2;
    int side = stages.get(0).width();
    int width = columns * side + (columns + 1) * MARGIN;
    int inside = width - 2 * MARGIN;
    List<Line> head = new ArrayList<>();
    content.facts().forEach(fact -> wrap(head, Ink.TEXT, "", Ink.MUTED, fact, inside));
    List<Line> foot = new ArrayList<>();
    for (Finding finding : content.findings()) {
      String code = finding.severity() + ": " + finding.code();
      String text = finding.message() + ". " + finding.code().remedy();
      wrap(foot, Ink.of(finding.severity()), code, Ink.TEXT, text, inside);
    }
    if (content.findings().isEmpty()) {
      foot.add(new Line(Ink.MUTED, "", Ink.MUTED, "No findings."));
    }
    content.notes().forEach(note -> wrap(foot, Ink.TEXT, "", Ink.MUTED, note, inside));

    int top = MARGIN + Typeface.BOLD.height() + 4 + head.size() * LINE + MARGIN;
    int height = top;
    for (int i = 0; i < stages.size(); i += columns) {
      height += rowHeight(row(stages, i, columns)) + MARGIN;
    }
    int footTop = height;
    height += foot.size() * LINE + MARGIN;

    Canvas canvas = new Canvas(new Size(width, height), Ink.BACKGROUND);
    String title = Typeface.BOLD.shorten(content.title(), inside);
    canvas.text(MARGIN, MARGIN, Typeface.BOLD, Ink.TEXT, title);
    write(canvas, head, MARGIN + Typeface.BOLD.height() + 4);
    int y = top;
    for (int i = 0; i < stages.size(); i += columns) {
      List<StagePicture> row = row(stages, i, columns);
      int x = MARGIN;
      for (StagePicture stage : row) {
        stage.draw(canvas, x, y, imageRows(row));
        x += side + MARGIN;
      }
      y += rowHeight(row) + MARGIN;
    }
    canvas.fill(new Rectangle(MARGIN, footTop - MARGIN / 2, new Size(inside, 1)), Ink.EDGE);
    write(canvas, foot, footTop);
    return canvas;
  }

  private static List<StagePicture> row(List<StagePicture> stages, int from, int columns) {
    return stages.subList(from, Math.min(stages.size(), from + columns));
  }

  private static int imageRows(List<StagePicture> row) {
    return row.stream().mapToInt(StagePicture::imageHeight).max().orElseThrow();
  }

  private static int rowHeight(List<StagePicture> row) {
    int rows = imageRows(row);
    return row.stream().mapToInt(stage -> stage.height(rows)).max().orElseThrow();
  }

  private static void wrap(
      List<Line> lines, Ink headInk, String head, Ink ink, String text, int width) {
    int indent = head.isEmpty() ? 0 : Typeface.BOLD.width(head) + MARGIN / 2;
    List<String> wrapped = Typeface.REGULAR.wrap(text, Math.max(width / 4, width - indent));
    for (int i = 0; i < wrapped.size(); i++) {
      lines.add(new Line(headInk, i == 0 ? head : "", ink, wrapped.get(i)));
    }
  }

  private static void write(Canvas canvas, List<Line> lines, int top) {
    int y = top;
    for (Line line : lines) {
      int x = MARGIN;
      if (!line.head().isEmpty()) {
        x = canvas.text(x, y, Typeface.BOLD, line.headInk(), line.head()) + MARGIN / 2;
      }
      canvas.text(x, y, Typeface.REGULAR, line.ink(), line.text());
      y += LINE;
    }
  }
}
