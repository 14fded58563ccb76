package dev.xraygpu.cpu.codec;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.PixelLayout;
import dev.xraygpu.dicom.TransferSyntax.Compression;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.dicom.codec.EncodedFrame;
import dev.xraygpu.dicom.codec.FrameCodec;
import dev.xraygpu.dicom.codec.Jpeg2000Header;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JPEG 2000 with either block coder, and a second opinion on JPEG-LS and sequential JPEG, by FFmpeg
 * in worker processes.
 *
 * <p>JPEG lossless is never given to it: its decoder returns wrong values without an error.
 */
public final class FfmpegFrameCodec implements FrameCodec {
  private static final String REFUSED_BLOCK = "Bad HT cleanup segment";
  private static final Pattern MISSING_FEATURE = Pattern.compile("not implemented|not supported");
  private static final long BASE_SECONDS = 4;
  private static final long PIXELS_PER_SECOND = 500_000;

  private final CodecProcesses processes = new CodecProcesses();

  /** For {@link java.util.ServiceLoader}. */
  public FfmpegFrameCodec() {}

  @Override
  public Set<Compression> compressions() {
    return Set.of(Compression.JPEG_2000, Compression.JPEG_LS, Compression.JPEG);
  }

  @Override
  public String description() {
    return "FFmpeg 8.0.1";
  }

  @Override
  public @Nullable DecodedFrame decode(EncodedFrame frame) throws DecodeException {
    return switch (frame.syntax().compression()) {
      case JPEG_2000 -> jpeg2000(frame);
      case JPEG_LS ->
          again(CodecRequest.Kind.JPEG_LS, "JPEG-LS", frame, frame.layout().bitsStored());
      case JPEG -> {
        int precision = SequentialJpeg.precision(frame.stream());
        yield precision == 0 ? null : again(CodecRequest.Kind.JPEG, "JPEG", frame, precision);
      }
      default -> null;
    };
  }

  private @Nullable DecodedFrame jpeg2000(EncodedFrame frame) throws DecodeException {
    Jpeg2000Header header = Jpeg2000Header.of(frame);
    if (header.rearranged()) {
      return null; // of which it shows some wrong without an error, and refuses others
    }
    short[] values =
        ask(
            CodecRequest.Kind.JPEG_2000,
            "JPEG 2000",
            header.codestream(),
            frame.layout(),
            header.precision());
    if (header.signed()) {
      // The decoder makes all samples unsigned by adding half of their range.
      int half = 1 << (header.precision() - 1);
      for (int i = 0; i < values.length; i++) {
        values[i] = (short) ((values[i] & 0xffff) - half);
      }
    }
    return header.decoded(values);
  }

  /** A second opinion, on gray images. */
  private @Nullable DecodedFrame again(
      CodecRequest.Kind kind, String title, EncodedFrame frame, int precision)
      throws DecodeException {
    PixelLayout layout = frame.layout();
    if (layout.samples() != 1) {
      return null;
    }
    Size size = layout.size();
    short[] values = ask(kind, title, frame.stream(), layout, precision);
    return new DecodedFrame(size, 1, precision, false, values, DecodedFrame.Color.AS_DECLARED);
  }

  private short[] ask(
      CodecRequest.Kind kind, String title, ByteBuffer stream, PixelLayout layout, int precision)
      throws DecodeException {
    byte[] bytes = new byte[stream.limit()];
    stream.duplicate().clear().get(bytes);
    CodecRequest request =
        new CodecRequest(
            kind,
            layout.size().width(),
            layout.size().height(),
            layout.samples(),
            precision,
            bytes);
    long seconds = BASE_SECONDS + layout.size().area() / PIXELS_PER_SECOND;
    try {
      CodecResponse response = processes.ask(request, seconds);
      if (response instanceof CodecResponse.Decoded decoded) {
        return decoded.values();
      }
      throw response instanceof CodecResponse.Failed failed
          ? refused(title, failed.reason())
          : unavailable(title, ((CodecResponse.Unavailable) response).reason());
    } catch (CodecProcess.EndedException e) {
      throw new DecodeException(
          FindingCode.UNREADABLE,
          "the "
              + title
              + " decoder of "
              + description()
              + " does not survive this image: "
              + e.getMessage()
              + "; its process was ended");
    } catch (IOException e) {
      throw unavailable(title, String.valueOf(e.getMessage()));
    }
  }

  private DecodeException refused(String title, String reason) {
    if (MISSING_FEATURE.matcher(reason).find()) {
      return new DecodeException(
          FindingCode.UNSUPPORTED, title + " beyond " + description() + ": " + reason);
    }
    // It also refuses code-blocks of high throughput that are in order and have steep edges.
    String what =
        reason.startsWith(REFUSED_BLOCK)
            ? "corrupt JPEG 2000, or of high throughput with edges that are too steep for "
            : "corrupt " + title + ": ";
    return new DecodeException(FindingCode.UNREADABLE, what + description() + ": " + reason);
  }

  private static DecodeException unavailable(String title, String reason) {
    return new DecodeException(
        FindingCode.UNSUPPORTED, "there is no decoder for " + title + " here: " + reason);
  }
}
