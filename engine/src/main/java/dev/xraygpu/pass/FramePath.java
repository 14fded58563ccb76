package dev.xraygpu.pass;

/**
 * How results name one frame of a file with several: {@code scan.dcm#3}, frames counted from 1 as
 * DICOM does. A file of one frame keeps its path.
 */
public final class FramePath {
  private FramePath() {}

  /** The path of a frame, or of the file itself for frame 0. */
  public static String of(String file, int frame) {
    return frame == 0 ? file : file + "#" + frame;
  }
}
