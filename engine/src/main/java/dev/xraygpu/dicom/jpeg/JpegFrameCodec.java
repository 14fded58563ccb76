package dev.xraygpu.dicom.jpeg;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.TransferSyntax.Compression;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.dicom.codec.EncodedFrame;
import dev.xraygpu.dicom.codec.FrameCodec;
import java.util.Set;

/**
 * All JPEG processes that DICOM uses. Which one a stream is of, its frame header tells, whatever
 * the transfer syntax says.
 */
public final class JpegFrameCodec implements FrameCodec {
  private static final int PREFERENCE = 10;

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
    byte[] data = new byte[frame.stream().limit()];
    frame.stream().duplicate().clear().get(data);
    return new JpegImage(data, frame.layout().size()).decode();
  }
}
