package dev.xraygpu.pass;

import dev.xraygpu.dataset.Sample;
import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.pass.SampleOutcome.FrameOrigin;
import dev.xraygpu.quality.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one file: a row, or a row per frame. Rows may be done in any order, because
 * frames wait in lanes; the file is done when all of them are, and goes to the journal as a whole.
 */
final class FileRows {
  private final Sample sample;
  private final List<SampleOutcome> rows = new ArrayList<>();
  private String sha256 = "";
  private String patient = "";
  private int expected = Integer.MAX_VALUE;

  FileRows(Sample sample) {
    this.sample = sample;
  }

  /**
   * One frame of the file, or the file itself where it has no frames or could not be opened.
   *
   * @param origin what the file says of it, unless its path says it all
   */
  record Row(FileRows file, int frame, @Nullable FrameOrigin origin, List<Finding> findings) {
    /** The path under which the row stands in the manifest. */
    String path() {
      return file.pathOf(frame);
    }

    Sample sample() {
      return file.sample;
    }

    /** The same row, after the decoder may have had to show the frame in another way. */
    Row shownBy(OpenImage image) {
      return origin == null
          ? this
          : new Row(file, frame, file.origin(Math.max(1, frame), frame, image), findings);
    }

    /** Takes what a decoder noticed. */
    void note(DecodeNote note) {
      findings.add(Finding.of(path(), note.code(), note.message()));
    }

    String sha256() {
      return file.sha256;
    }
  }

  void read(String digest) {
    sha256 = digest;
  }

  void shows(String patientName) {
    patient = patientName;
  }

  /** The row of the file as a whole. */
  Row whole() {
    return new Row(this, 0, null, new ArrayList<>());
  }

  /**
   * The row of a frame, counted from 1; a file of one frame is its frame.
   *
   * @param image the file, whose bytes are at hand now and may be gone when the row is done
   */
  Row frame(int number, OpenImage image) {
    int frame = image.frames() > 1 ? number : 0;
    return row(frame, origin(number, frame, image));
  }

  /** The same of a frame that the file can say nothing of. */
  Row frameWithoutOrigin(int number, OpenImage image) {
    int frame = image.frames() > 1 ? number : 0;
    return row(frame, new FrameOrigin(frame, patient, Map.of()));
  }

  private Row row(int frame, FrameOrigin origin) {
    return new Row(this, frame, origin.equals(FrameOrigin.NONE) ? null : origin, new ArrayList<>());
  }

  private FrameOrigin origin(int number, int frame, OpenImage image) {
    return new FrameOrigin(frame, patient, image.acquisition(number));
  }

  private String pathOf(int frame) {
    return FramePath.of(sample.path(), frame);
  }

  /** No row but those begun so far will come. */
  void expect(int count) {
    expected = count;
  }

  void add(SampleOutcome row) {
    rows.add(row);
  }

  boolean complete() {
    return rows.size() == expected;
  }

  /** All rows in the order of the frames. */
  List<SampleOutcome> rows() {
    rows.sort(Comparator.comparingInt(SampleOutcome::frame));
    return rows;
  }
}
