package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the image pixel module says of the stored samples (PS3.3, C.7.6.3).
 *
 * @param size columns and rows
 * @param samples per pixel: 1, or 3 of colour
 * @param bitsAllocated bits that a sample takes: 1, 8, 12, 16 or 32
 * @param bitsStored bits of them that mean something
 * @param highBit number of the highest of these
 * @param signed whether they are two's complement
 * @param planar whether all samples of one colour come before those of the next
 * @param frames number of images, at least 1; of one that cannot be, no more than the file has and
 *     one that stands for those that are missing
 * @param declaredFrames what the header says of it
 * @param photometric what the samples mean, such as {@code MONOCHROME2}
 */
public record PixelLayout(
    Size size,
    int samples,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean signed,
    boolean planar,
    int frames,
    int declaredFrames,
    String photometric) {

  /** Of what says how pixels are stored and shown. */
  private static final int IMAGE_GROUP = 0x0028;

  /** More than the tiles of any slide. */
  private static final int MOST_FRAMES = 1 << 20;

  /** Terms that mean pixels with a decoder (PS3.3, C.7.6.3.1.2). */
  private static final List<String> PHOTOMETRIC_INTERPRETATIONS =
      List.of(
          "MONOCHROME1",
          "MONOCHROME2",
          "PALETTE COLOR",
          "RGB",
          "YBR_FULL",
          "YBR_FULL_422",
          "YBR_PARTIAL_420",
          "YBR_PARTIAL_422",
          "YBR_RCT",
          "YBR_ICT");

  /**
   * Reads and checks the attributes.
   *
   * @throws DecodeException {@link FindingCode#UNREADABLE} for missing and contradictory ones,
   *     {@link FindingCode#UNSUPPORTED} for depths and numbers of samples without a decoder
   */
  static PixelLayout of(DicomDataSet dataSet) throws DecodeException {
    dataSet.requireUnambiguous(IMAGE_GROUP);
    int rows = required(dataSet, DicomTag.ROWS);
    int columns = required(dataSet, DicomTag.COLUMNS);
    int allocated = required(dataSet, DicomTag.BITS_ALLOCATED);
    int stored = optional(dataSet, DicomTag.BITS_STORED, allocated);
    int high = optional(dataSet, DicomTag.HIGH_BIT, stored - 1);
    int samples = optional(dataSet, DicomTag.SAMPLES_PER_PIXEL, 1);
    int frames = optional(dataSet, DicomTag.NUMBER_OF_FRAMES, 1);
    if (frames == 0) {
      frames = 1; // written by programs that mean an image without frames
    }
    int representation = optional(dataSet, DicomTag.PIXEL_REPRESENTATION, 0);
    int planar = optional(dataSet, DicomTag.PLANAR_CONFIGURATION, 0);
    require(rows >= 1 && columns >= 1, "the header declares " + columns + "x" + rows + " pixels");
    require(frames >= 1, "the header declares " + frames + " frames");
    if (frames > MOST_FRAMES) {
      throw new DecodeException(
          FindingCode.TOO_LARGE,
          "the header declares " + frames + " frames, more than the limit of " + MOST_FRAMES);
    }
    require(
        representation == 0 || representation == 1, "pixel representation is " + representation);
    if (representation == 0 && high < stored - 1) {
      high =
          stored - 1; // all that it may be by today's standard; no other leaves room for the bits
    }
    require(
        stored >= 1 && stored <= allocated && high >= stored - 1 && high < allocated,
        "bits allocated " + allocated + ", bits stored " + stored + ", high bit " + high);
    require(
        samples == 1 || planar == 0 || planar == 1,
        "planar configuration is " + planar + ", which is neither 0 nor 1");
    require(samples >= 1, "the header declares " + samples + " samples per pixel");
    support(
        allocated == 1 || allocated == 8 || allocated == 12 || allocated == 16 || allocated == 32,
        "DICOM with " + allocated + " bits allocated");
    support(samples == 1 || samples == 3, "DICOM with " + samples + " samples per pixel");
    support(samples == 1 || allocated % 8 == 0, "colour of " + allocated + " bits");
    return new PixelLayout(
        new Size(columns, rows),
        samples,
        allocated,
        stored,
        high,
        representation == 1,
        samples > 1 && planar == 1,
        frames,
        frames,
        term(dataSet, dataSet.text(DicomTag.PHOTOMETRIC_INTERPRETATION).orElse(ofOldest(dataSet))));
  }

  /**
   * A term as the standard spells it, if capitals and what stands between letters differ alone.
   * Another one goes into messages, so it is kept only if it names nobody.
   */
  private static String term(DicomDataSet dataSet, String text) {
    String capitals = text.toUpperCase(Locale.ROOT);
    return PHOTOMETRIC_INTERPRETATIONS.stream()
        .filter(term -> letters(term).equals(letters(capitals)))
        .findFirst()
        .or(() -> text.isEmpty() ? Optional.of("") : IdentifyingText.of(dataSet).asCode(text))
        .orElse("no code string");
  }

  private static String letters(String text) {
    return text.replaceAll("[ _-]", "");
  }

  /** Files of before 1993 have no such attribute, and small values are dark in them. */
  private static String ofOldest(DicomDataSet dataSet) {
    boolean oldest = dataSet.text(DicomTag.RECOGNITION_CODE).orElse("").startsWith("ACR-NEMA");
    return oldest ? "MONOCHROME2" : "";
  }

  /** The same, of another number of frames than the header declares. */
  PixelLayout withFrames(int number) {
    return with(number, photometric);
  }

  /** The same, of colour that is stored for every pixel. */
  PixelLayout withFullColor() {
    return with(frames, photometric.replace("_422", ""));
  }

  private PixelLayout with(int otherFrames, String otherPhotometric) {
    return new PixelLayout(
        size,
        samples,
        bitsAllocated,
        bitsStored,
        highBit,
        signed,
        planar,
        otherFrames,
        declaredFrames,
        otherPhotometric);
  }

  /** Whether a frame, counted from 0, is there only to say that it and those behind it are not. */
  boolean standsForMissing(int frame) {
    return frames < declaredFrames && frame == frames - 1;
  }

  /** Whether colour is stored for every second pixel of a row only. */
  boolean halfColor() {
    return samples == 3 && photometric.startsWith("YBR_") && photometric.endsWith("_422");
  }

  /** Samples in one frame, after half colour was doubled. */
  long frameSamples() {
    return size.area() * samples;
  }

  /** Bits that one frame takes without compression. */
  long frameBits() {
    if (halfColor() && bitsAllocated == 8) {
      return (size.area() + 1) / 2 * 32;
    }
    return frameSamples() * bitsAllocated;
  }

  private static int required(DicomDataSet dataSet, int tag) throws DecodeException {
    OptionalInt value = dataSet.integer(tag);
    if (value.isEmpty()) {
      throw new DecodeException(
          FindingCode.UNREADABLE, "the header has no " + DicomTag.describe(tag));
    }
    return value.getAsInt();
  }

  private static int optional(DicomDataSet dataSet, int tag, int otherwise) throws DecodeException {
    return dataSet.integer(tag).orElse(otherwise);
  }

  private static void require(boolean condition, String what) throws DecodeException {
    if (!condition) {
      throw new DecodeException(FindingCode.UNREADABLE, "contradictory header: " + what);
    }
  }

  private static void support(boolean condition, String what) throws DecodeException {
    if (!condition) {
      throw new DecodeException(FindingCode.UNSUPPORTED, what + " has no decoder");
    }
  }
}
