package dev.xraygpu.cpu.fuzz;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pipeline.Rendering;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold for any bytes that are read as a file: pixels or a {@link DecodeException} that
 * says what is wrong, in bounded time, the same each time, the bytes unchanged, and the same pixels
 * from every decoder that takes the file. Codecs of DICOM frames may make different pixels of
 * damaged ones, and refusing those is right.
 */
public final class FileTarget {
  private static final DecodeRequest REQUEST =
      new DecodeRequest(
          new DecodeLimits(4_000_000, 1 << 24), DecodeVerification.FULL, Rendering.DEFAULT);

  private static final int MOST_FRAMES = 3;
  private static final double MOST_SECONDS = 5;
  private static final String DISAGREEMENT = "two decoders disagree";

  private static final Decoders DECODERS = Decoders.load();

  private FileTarget() {}

  /**
   * Reads a file; called by the fuzzer.
   *
   * @throws IllegalStateException if something does not hold
   */
  public static void fuzzerTestOneInput(byte[] file) {
    ByteBuffer bytes = SampleImages.direct(file);
    long start = System.nanoTime();
    List<String> first = read(bytes);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (seconds > MOST_SECONDS) {
      throw new IllegalStateException("took " + seconds + " s");
    }
    if (!read(bytes).equals(first)) {
      throw new IllegalStateException("not the same twice: " + first);
    }
    if (!bytes.equals(ByteBuffer.wrap(file))) {
      throw new IllegalStateException("the file's bytes were changed");
    }
  }

  /** What became of the first frames, in words and numbers. */
  private static List<String> read(ByteBuffer bytes) {
    List<String> frames = new ArrayList<>();
    try {
      OpenImage image = DECODERS.open(bytes, REQUEST);
      ImageHeader header = image.header();
      frames.add(header + " " + image.frames() + " " + image.notes());
      for (int frame = 1; frame <= Math.min(MOST_FRAMES, image.frames()); frame++) {
        frames.add(image.acquisition(frame).toString());
        HostImage pixels = HostImage.allocate(header.pixelType(), header.size());
        try {
          frames.add(image.decode(frame, pixels) + " " + pixels.bytes().hashCode());
        } catch (DecodeException e) {
          frames.add(words(e));
        }
      }
    } catch (DecodeException e) {
      frames.add(words(e));
    }
    return frames;
  }

  private static String words(DecodeException e) {
    String message = String.valueOf(e.getMessage());
    if (message.isBlank() || message.startsWith(DISAGREEMENT)) {
      throw new IllegalStateException(message, e);
    }
    return e.code() + ": " + message;
  }
}
