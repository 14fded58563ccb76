package dev.xraygpu.bench.jmh;

import dev.xraygpu.decode.SampleImages;
import dev.xraygpu.dicom.DicomTag;
import dev.xraygpu.dicom.DicomWriter;
import dev.xraygpu.dicom.TransferSyntax;
import dev.xraygpu.image.HostImage;
import java.util.function.Function;

/** Transfer syntaxes that a phantom can be written in, each as a DICOM file of one frame. */
public enum DicomEncoding {
  NATIVE(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, DicomEncoding::samples),
  RLE(TransferSyntax.RLE, RunLengthEncoder::encode),
  JPEG_BASELINE(
      TransferSyntax.JPEG_BASELINE, image -> SampleImages.jpeg(Phantoms.buffered(image), 0.9f)),
  JPEG_LOSSLESS(TransferSyntax.JPEG_LOSSLESS_FIRST_ORDER, LosslessJpegEncoder::encode),
  JPEG_LS(TransferSyntax.JPEG_LS_LOSSLESS, FfmpegEncoder::jpegLs),
  JPEG_2000(TransferSyntax.JPEG_2000_LOSSLESS, FfmpegEncoder::jpeg2000);

  private final TransferSyntax syntax;
  private final Function<HostImage, byte[]> encoder;

  DicomEncoding(TransferSyntax syntax, Function<HostImage, byte[]> encoder) {
    this.syntax = syntax;
    this.encoder = encoder;
  }

  /** A file's bytes. */
  byte[] file(HostImage image) {
    int bits = image.type().bits();
    DicomWriter writer =
        DicomWriter.file(syntax).image(image.size().width(), image.size().height(), bits, bits);
    byte[] stream = encoder.apply(image);
    return (this == NATIVE
            ? writer.element(DicomTag.PIXEL_DATA, "OW", stream)
            : writer.fragments(new byte[0], even(stream)))
        .toBytes();
  }

  private static byte[] samples(HostImage image) {
    byte[] bytes = new byte[image.byteSize()];
    image.bytes().get(bytes);
    return bytes;
  }

  private static byte[] even(byte[] stream) {
    return java.util.Arrays.copyOf(stream, stream.length + stream.length % 2);
  }
}
