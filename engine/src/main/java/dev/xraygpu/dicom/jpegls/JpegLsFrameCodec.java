package dev.xraygpu.dicom.jpegls;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.TransferSyntax.Compression;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.dicom.codec.EncodedFrame;
import dev.xraygpu.dicom.codec.FrameCodec;
import java.util.Set;

/** JPEG-LS, lossless and near-lossless. */
public final class JpegLsFrameCodec implements FrameCodec {
  private static final int PREFERENCE = 10;

  /** For {@link java.util.ServiceLoader}. */
  public JpegLsFrameCodec() {}

  @Override
  public Set<Compression> compressions() {
    return Set.of(Compression.JPEG_LS);
  }

  @Override
  public String description() {
    return "xray-gpu JPEG-LS decoder";
  }

  @Override
  public int preference() {
    return PREFERENCE;
  }

  @Override
  public DecodedFrame decode(EncodedFrame frame) throws DecodeException {
    byte[] data = new byte[frame.stream().limit()];
    frame.stream().duplicate().clear().get(data);
    return new JpegLsImage(data, frame.layout().size()).decode();
  }
}
