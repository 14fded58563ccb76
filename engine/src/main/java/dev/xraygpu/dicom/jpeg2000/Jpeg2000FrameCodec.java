package dev.xraygpu.dicom.jpeg2000;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.TransferSyntax.Compression;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.dicom.codec.EncodedFrame;
import dev.xraygpu.dicom.codec.FrameCodec;
import dev.xraygpu.dicom.codec.Jpeg2000Header;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JPEG 2000 without loss, by either block coder; other codestreams are left to another codec. */
public final class Jpeg2000FrameCodec implements FrameCodec {
  private static final int PREFERENCE = 10;

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
  public @Nullable DecodedFrame decode(EncodedFrame frame) throws DecodeException {
    Jpeg2000Header header = Jpeg2000Header.of(frame);
    if (header.size().area() * header.components() > MOST_SAMPLES) {
      return null;
    }
    Codestream codestream = Codestream.of(header);
    if (codestream == null || (codestream.transformed() && header.components() != 3)) {
      return null;
    }
    try {
      return decode(header, codestream);
    } catch (DecodeException e) {
      if (frame.syntax().lossy()) {
        return null; // layers may be missing on purpose, and another codec guesses what they held
      }
      throw e;
    }
  }

  private static @Nullable DecodedFrame decode(Jpeg2000Header header, Codestream codestream)
      throws DecodeException {
    short[] values = new short[Math.toIntExact(header.size().area() * header.components())];
    TileDecoder decoder = new TileDecoder(codestream);
    for (int tile = 0; tile < codestream.tileData().size(); tile++) {
      List<int[]> samples = decoder.decode(tile);
      if (samples.isEmpty()) {
        return null;
      }
      if (codestream.transformed()) {
        toColors(samples);
      }
      store(samples, decoder.area(tile), codestream.image(), header, values);
    }
    return header.decoded(values);
  }

  /** The inverse of the reversible component transform (ISO/IEC 15444-1, G.2). */
  private static void toColors(List<int[]> samples) {
    int[] first = samples.get(0);
    int[] second = samples.get(1);
    int[] third = samples.get(2);
    for (int i = 0; i < first.length; i++) {
      int green = first[i] - ((second[i] + third[i]) >> 2);
      int red = third[i] + green;
      third[i] = second[i] + green;
      second[i] = green;
      first[i] = red;
    }
  }

  private static void store(
      List<int[]> samples, Area tile, Area image, Jpeg2000Header header, short[] values) {
    int half = 1 << (header.precision() - 1);
    int least = header.signed() ? -half : 0;
    int most = header.signed() ? half - 1 : 2 * half - 1;
    int shift = header.signed() ? 0 : half;
    int components = samples.size();
    for (int c = 0; c < components; c++) {
      int[] from = samples.get(c);
      for (int y = 0; y < tile.height(); y++) {
        int to =
            ((tile.y0() - image.y0() + y) * image.width() + tile.x0() - image.x0()) * components
                + c;
        int row = y * tile.width();
        for (int x = 0; x < tile.width(); x++) {
          int value = Math.max(least, Math.min(most, from[row + x] + shift));
          values[to + x * components] = (short) value;
        }
      }
    }
  }
}
