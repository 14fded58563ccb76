package dev.xraygpu.pass;

import dev.xraygpu.distribution.ImageMeasures;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import dev.xraygpu.quality.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pass found out about one sample, or about one frame of it.
 *
 * @param ordinal the sample's place in the sorted order
 * @param status what became of it
 * @param findings in the order they were found
 * @param size columns and rows after the orientation was applied, if the header could be read
 * @param type pixel type, if the header could be read
 * @param mean mean of the decoded pixels in their own unit, if they were decoded
 * @param sha256 of the file's bytes in hexadecimal, empty if it could not be read
 * @param crop the part of the original that the stages got, unless it is all of it
 * @param measures what the image is like among others, if it was decoded and is to be compared
 * @param pixels where the processed pixels wait, if the sample is kept and pixels were asked for
 * @param origin what the file says of itself, if anything
 * @param patches what was covered or made up before the first stage, as the manifest names it
 */
public record SampleOutcome(
    int ordinal,
    SampleStatus status,
    List<Note> findings,
    @Nullable Size size,
    @Nullable PixelType type,
    @Nullable Double mean,
    String sha256,
    @Nullable Rectangle crop,
    @Nullable ImageMeasures measures,
    @Nullable SpooledPixels pixels,
    @Nullable FrameOrigin origin,
    @Nullable String patches) {

  /** The frame's number from 1, or 0 for a file of one image. */
  public int frame() {
    return origin == null ? 0 : origin.frame();
  }

  /**
   * What a row's file says of itself.
   *
   * @param frame number from 1 in a file of several, else 0
   * @param patient what stands for the patient in the results; empty if unknown
   * @param acquisition by the manifest's columns
   */
  public record FrameOrigin(int frame, String patient, Map<String, String> acquisition) {
    /** Nothing beside the path. */
    static final FrameOrigin NONE = new FrameOrigin(0, "", Map.of());
  }

  /** The same with more findings and the status that they make of it. */
  public SampleOutcome with(SampleStatus newStatus, List<Note> more) {
    return new SampleOutcome(
        ordinal,
        newStatus,
        Stream.concat(findings.stream(), more.stream()).toList(),
        size,
        type,
        mean,
        sha256,
        crop,
        measures,
        pixels,
        origin,
        patches);
  }

  /** A finding without its path, which is the sample's. */
  public record Note(FindingCode code, Severity severity, String message) {}

  /**
   * Where processed pixels wait for the end of the pass.
   *
   * @param segment number of the spool file
   * @param offset first byte in it
   * @param type pixel type
   * @param size columns and rows
   */
  public record SpooledPixels(int segment, long offset, PixelType type, Size size) {}
}
