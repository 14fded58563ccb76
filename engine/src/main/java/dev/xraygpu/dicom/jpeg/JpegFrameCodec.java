package dev.xraygpu.dicom.jpeg;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.Pool;
import dev.xraygpu.decode.jpeg.BaselineJpegDecoder;
import dev.xraygpu.dicom.TransferSyntax.Compression;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.dicom.codec.EncodedFrame;
import dev.xraygpu.dicom.codec.FrameCodec;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All JPEG processes that DICOM uses. Which one a stream is of, its frame header tells, whatever
 * the transfer syntax says.
 */
public final class JpegFrameCodec implements FrameCodec {
  private static final int PREFERENCE = 10;
  private static final int BITS = 8;

  private final Pool<BaselineJpegDecoder> pool = new Pool<>(BaselineJpegDecoder::new);

  /** For {@link java.util.ServiceLoader}. */
  public JpegFrameCodec() {}

  @Override
  public Set<Compression> compressions() {
    return Set.of(Compression.JPEG, Compression.JPEG_LOSSLESS);
  }

  @Override
  public String description() {
    return "xray-gpu JPEG decoder for DICOM";
  }

  @Override
  public int preference() {
    return PREFERENCE;
  }

  @Override
  public DecodedFrame decode(EncodedFrame frame) throws DecodeException {
    Size size = frame.layout().size();
    short[] gray = gray(frame.stream(), size);
    if (gray != null) {
      return new DecodedFrame(size, 1, BITS, false, gray, DecodedFrame.Color.AS_DECLARED);
    }
    byte[] data = new byte[frame.stream().limit()];
    frame.stream().duplicate().clear().get(data);
    return new JpegImage(data, size).decode();
  }

  /**
   * Most frames are gray, baseline and in order, which the decoder of files does in a fraction of
   * the time, to the same values. What it does not take may still be decoded, or is refused with a
   * reason.
   */
  private short @Nullable [] gray(ByteBuffer stream, Size size) {
    BaselineJpegDecoder decoder = pool.take();
    try {
      return decoder.decodeGray(stream, size);
    } finally {
      pool.giveBack(decoder);
    }
  }
}
