package dev.xraygpu.dicom.jpeg2000;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.TransferSyntax.Compression;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.dicom.codec.EncodedFrame;
import dev.xraygpu.dicom.codec.FrameCodec;
import dev.xraygpu.dicom.codec.Jpeg2000Header;
import dev.xraygpu.quality.FindingCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JPEG 2000, but for what is rare: such codestreams are left to another codec. Of those that lose
 * information, values are OpenJPEG's.
 */
public final class Jpeg2000FrameCodec implements FrameCodec {
  private static final int PREFERENCE = 10;

  /** FFmpeg's, of noise that takes up all of 16 bits; of 8 bits it is 1. */
  private static final int LOSSY_TOLERANCE = 4;

  /** Larger images would take too much of Java's memory: six bytes a sample, for each thread. */
  private static final long MOST_SAMPLES = 1 << 24;

  /** For {@link java.util.ServiceLoader}. */
  public Jpeg2000FrameCodec() {}

  @Override
  public Set<Compression> compressions() {
    return Set.of(Compression.JPEG_2000);
  }

  @Override
  public String description() {
    return "xray-gpu JPEG 2000 decoder";
  }

  @Override
  public int preference() {
    return PREFERENCE;
  }

  @Override
  public int lossyTolerance() {
    return LOSSY_TOLERANCE;
  }

  @Override
  public @Nullable DecodedFrame decode(EncodedFrame frame) throws DecodeException {
    Jpeg2000Header header = Jpeg2000Header.of(frame);
    if (header.size().area() * header.components() > MOST_SAMPLES) {
      return null;
    }
    Codestream codestream = Codestream.of(header);
    if (codestream == null || (header.components() != 1 && header.components() != 3)) {
      return null;
    }
    try {
      return decode(header, codestream);
    } catch (DecodeException e) {
      if (frame.syntax().lossy() && e.code() == FindingCode.TRUNCATED && !header.rearranged()) {
        return null; // layers may be missing on purpose, and another codec guesses what they held
      }
      throw e;
    }
  }

  private static @Nullable DecodedFrame decode(Jpeg2000Header header, Codestream codestream)
      throws DecodeException {
    short[] values = new short[Math.toIntExact(header.size().area() * header.components())];
    TileDecoder decoder = new TileDecoder(codestream);
    for (int tile = 0; tile < codestream.tiles().size(); tile++) {
      Reconstruction samples = decoder.decode(tile);
      if (samples == null) {
        return null;
      }
      store(samples, decoder.area(tile), codestream.image(), header, values);
    }
    return header.decoded(values);
  }

  private static void store(
      Reconstruction samples, Area tile, Area image, Jpeg2000Header header, short[] values) {
    int half = 1 << (header.precision() - 1);
    int least = -half;
    int most = half - 1;
    int shift = header.signed() ? 0 : half;
    int components = header.components();
    int[] row = new int[tile.width()];
    for (int c = 0; c < components; c++) {
      for (int y = 0; y < tile.height(); y++) {
        samples.copyRow(c, y, row);
        int to =
            ((tile.y0() - image.y0() + y) * image.width() + tile.x0() - image.x0()) * components
                + c;
        for (int x = 0; x < tile.width(); x++) {
          int value = Math.max(least, Math.min(most, row[x])) + shift;
          values[to + x * components] = (short) value;
        }
      }
    }
  }
}
