package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;

/** The header of a DICOM file as that of an image. */
public final class DicomHeader {
  private static final String PALETTE = "PALETTE COLOR";

  private DicomHeader() {}

  /**
   * Reads it.
   *
   * @throws DecodeException as {@link DicomFile#read} and {@link DicomFile#layout}; {@link
   *     FindingCode#TRUNCATED} for a file that ends inside its preamble
   */
  public static ImageHeader probe(ByteBuffer file, DecodeLimits limits) throws DecodeException {
    return of(DicomFile.read(file, limits));
  }

  /**
   * That of a file whose header was read.
   *
   * @throws DecodeException as {@link DicomFile#layout}
   */
  public static ImageHeader of(DicomFile dicom) throws DecodeException {
    PixelLayout layout = dicom.layout();
    String detail =
        dicom.transferSyntaxName()
            + ", "
            + layout.photometric()
            + ", "
            + layout.bitsStored()
            + " bits stored"
            + (layout.declaredFrames() == 1 ? "" : ", " + layout.declaredFrames() + " frames");
    boolean color = layout.samples() > 1 || layout.photometric().equals(PALETTE);
    return new ImageHeader(ImageFormat.DICOM, layout.size(), 1, PixelType.U16, color, detail);
  }
}
