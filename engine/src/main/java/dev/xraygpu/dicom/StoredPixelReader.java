package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.dicom.TransferSyntax.Compression;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.dicom.codec.EncodedFrame;
import dev.xraygpu.dicom.codec.FrameCodecs;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads the stored values of a frame, whatever its transfer syntax. Thread-safe. */
public final class StoredPixelReader {
  private final FrameCodecs codecs;

  /** A reader that decompresses with the given codecs. */
  public StoredPixelReader(FrameCodecs codecs) {
    this.codecs = codecs;
  }

  /** What it decompresses with. */
  public FrameCodecs codecs() {
    return codecs;
  }

  /**
   * Reads a frame.
   *
   * @param file the header
   * @param frame its number, from 0
   * @param verification with {@link DecodeVerification#FULL}, every codec at hand decodes the
   *     frame, and they have to agree
   * @throws DecodeException {@link FindingCode#TRUNCATED} if pixel data are missing, {@link
   *     FindingCode#SIZE_MISMATCH} if a compressed stream declares another size than the header,
   *     {@link FindingCode#UNREADABLE} if the data are damaged or codecs disagree, {@link
   *     FindingCode#UNSUPPORTED} for what has no decoder
   * @throws IllegalArgumentException if there is no such frame
   */
  public StoredFrame read(DicomFile file, int frame, DecodeVerification verification)
      throws DecodeException {
    PixelLayout layout = file.layout();
    if (frame < 0 || frame >= layout.frames()) {
      throw new IllegalArgumentException(
          "frame " + frame + " of " + layout.frames() + ", counted from 0");
    }
    if (layout.standsForMissing(frame)) {
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the header declares "
              + layout.declaredFrames()
              + " frames, but the pixel data have room for "
              + frame
              + ": frames "
              + layout.frames()
              + " to "
              + layout.declaredFrames()
              + " are missing");
    }
    try {
      return file.transferSyntax().encapsulated()
          ? encapsulated(file, layout, frame, verification)
          : plain(file, layout, frame);
    } catch (OutOfMemoryError e) {
      throw new DecodeException(
          FindingCode.TOO_LARGE,
          "no memory for " + layout.size() + " pixels of " + layout.bitsAllocated() + " bits");
    }
  }

  private StoredFrame encapsulated(
      DicomFile file, PixelLayout layout, int frame, DecodeVerification verification)
      throws DecodeException {
    EncapsulatedFrames frames = file.encapsulatedFrames(layout);
    ByteBuffer stream = frames.stream(frame);
    Compression compression = file.transferSyntax().compression();
    if (compression == Compression.RLE) {
      PixelLayout interleaved = withPlanar(layout, false);
      int images = frames.streams(frame);
      ByteBuffer samples =
          ByteBuffer.wrap(RunLengths.decode(stream, layout, images)).order(ByteOrder.LITTLE_ENDIAN);
      return withNotes(unpacked(samples, file, interleaved, 0), moreImages(images));
    }
    if (compression == Compression.FRAGMENTS_ONLY) {
      requireBytes(stream.limit(), layout.frameBits(), 0);
      return unpacked(stream.order(ByteOrder.LITTLE_ENDIAN), file, layout, 0);
    }
    EncodedFrame encoded = new EncodedFrame(stream, file.transferSyntax(), layout);
    DecodedFrame decoded = codecs.decode(encoded, verification);
    if (!decoded.size().equals(layout.size()) || decoded.samples() != layout.samples()) {
      throw new DecodeException(
          FindingCode.SIZE_MISMATCH,
          "the header declares "
              + layout.size()
              + " with "
              + layout.samples()
              + " samples per pixel, the compressed image is "
              + decoded.size()
              + " with "
              + decoded.samples());
    }
    StoredFrame stored = DecodedSamples.stored(decoded, file, layout);
    return withNotes(stored, moreImages(frames.streams(frame)));
  }

  private static List<DecodeNote> moreImages(int streams) {
    return streams == 1
        ? List.of()
        : List.of(
            new DecodeNote(
                FindingCode.EXTRA_PIXEL_DATA,
                "the fragments of this frame hold "
                    + streams
                    + " compressed images; the first is shown"));
  }

  private static StoredFrame plain(DicomFile file, PixelLayout layout, int frame)
      throws DecodeException {
    PixelDataElement element = file.pixelData();
    if (element.encapsulated()) {
      throw new DecodeException(
          FindingCode.UNREADABLE,
          "the transfer syntax is "
              + file.transferSyntaxName()
              + ", but the pixel data are in fragments");
    }
    if (element.length() == 0) {
      throw new DecodeException(FindingCode.TRUNCATED, "the pixel data are empty");
    }
    long bits = layout.frameBits();
    boolean packed = layout.bitsAllocated() % 8 != 0;
    if (layout.bitsAllocated() == 12
        && element.length() >= 2 * layout.frameSamples() * layout.frames()) {
      throw new DecodeException(
          FindingCode.UNREADABLE,
          "contradictory header: bits allocated is 12, but the pixel data have room for 16 bits of"
              + " each sample");
    }
    long end = (bits * (frame + 1L) + 7) / 8;
    // One more: in words of the other order, the last sample may be in the byte behind its own.
    ByteBuffer body = file.body().upTo(element.offset() + Math.min(end + 1, element.length()));
    long available = Math.min(element.length(), body.limit() - element.offset());
    requireBytes(available, bits, frame);
    long start = packed ? 0 : bits / 8 * frame;
    ByteBuffer bytes =
        body.slice((int) (element.offset() + start), (int) (end - start)).order(element.order());
    List<DecodeNote> notes = new ArrayList<>();
    long whole = (bits * layout.frames() + 7) / 8;
    if (element.length() > whole + 1) {
      notes.add(
          new DecodeNote(
              FindingCode.EXTRA_PIXEL_DATA,
              "the pixel data have "
                  + element.length()
                  + " bytes; the header's size needs "
                  + whole));
    }
    if (element.order() == ByteOrder.BIG_ENDIAN
        && element.vr() == ValueRepresentation.OW
        && (layout.bitsAllocated() == 8 || layout.bitsAllocated() == 12)) {
      ByteBuffer words = body.slice(element.offset(), body.limit() - element.offset());
      bytes = NativeSamples.swapPairs(words, (int) start, (int) end);
    }
    return withNotes(unpacked(bytes, file, layout, frame), notes);
  }

  /** Containers out of their bytes, and the bits that mean something out of these. */
  private static StoredFrame unpacked(
      ByteBuffer bytes, DicomFile file, PixelLayout layout, int frame) {
    int shift = layout.highBit() + 1 - layout.bitsStored();
    short[] narrow = {};
    int[] wide = {};
    List<DecodeNote> notes;
    int bits = layout.bitsStored();
    if (layout.bitsAllocated() == 32) {
      wide = NativeSamples.wide(bytes, layout);
      notes = MeaningfulBits.extract(wide, shift, bits, layout.signed());
      if (bits <= 16) {
        narrow = narrowed(wide);
        wide = new int[0];
      }
    } else {
      if (layout.bitsAllocated() == 12) {
        narrow = NativeSamples.twelve(bytes, layout, frame);
      } else if (layout.bitsAllocated() == 1) {
        boolean swapped = bytes.order() == ByteOrder.BIG_ENDIAN && isWords(file);
        narrow = NativeSamples.bits(bytes, layout, frame, swapped);
      } else if (isHalfColor(file, layout)) {
        narrow = NativeSamples.fullColor(bytes, layout);
      } else {
        narrow = NativeSamples.narrow(bytes, layout);
      }
      notes =
          MeaningfulBits.extract(
              narrow,
              layout.bitsAllocated(),
              shift,
              bits,
              layout.signed(),
              OverlayBits.of(file.dataSet()));
    }
    return new StoredFrame(
        layout.size(),
        layout.samples(),
        layout.bitsAllocated(),
        bits,
        layout.signed(),
        isHalfColor(file, layout) ? layout.photometric().replace("_422", "") : layout.photometric(),
        narrow,
        wide,
        notes);
  }

  private static boolean isWords(DicomFile file) {
    try {
      return file.pixelData().vr() == ValueRepresentation.OW;
    } catch (DecodeException e) {
      throw new IllegalStateException("pixel data were there before", e);
    }
  }

  private static boolean isHalfColor(DicomFile file, PixelLayout layout) {
    Compression compression = file.transferSyntax().compression();
    return layout.halfColor()
        && layout.bitsAllocated() == 8
        && (compression == Compression.NONE || compression == Compression.FRAGMENTS_ONLY);
  }

  private static short[] narrowed(int[] wide) {
    short[] narrow = new short[wide.length];
    for (int i = 0; i < wide.length; i++) {
      narrow[i] = (short) wide[i];
    }
    return narrow;
  }

  private static void requireBytes(long available, long frameBits, int frame)
      throws DecodeException {
    long needed = (frameBits * (frame + 1L) + 7) / 8;
    if (available < needed) {
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the pixel data have "
              + Math.max(0, available)
              + " bytes; "
              + (frame + 1)
              + (frame == 0 ? " frame needs " : " frames need ")
              + needed);
    }
  }

  private static PixelLayout withPlanar(PixelLayout layout, boolean planar) {
    return new PixelLayout(
        layout.size(),
        layout.samples(),
        layout.bitsAllocated(),
        layout.bitsStored(),
        layout.highBit(),
        layout.signed(),
        planar,
        layout.frames(),
        layout.declaredFrames(),
        layout.photometric());
  }

  private static StoredFrame withNotes(StoredFrame frame, List<DecodeNote> more) {
    if (more.isEmpty()) {
      return frame;
    }
    List<DecodeNote> notes = new ArrayList<>(more);
    notes.addAll(frame.notes());
    return new StoredFrame(
        frame.size(),
        frame.samples(),
        frame.bitsAllocated(),
        frame.bitsStored(),
        frame.signed(),
        frame.photometric(),
        frame.narrow(),
        frame.values(),
        notes);
  }
}
