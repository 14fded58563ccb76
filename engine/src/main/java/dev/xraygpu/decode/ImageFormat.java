package dev.xraygpu.decode;

import java.util.Set;

/**
 * File formats, told apart by their content. Those without a decoder are known by name so that a
 * finding can say what a file is.
 */
public enum ImageFormat {
  /** JPEG (ISO 10918). */
  JPEG("JPEG", "jpg", "jpeg", "jpe", "jfif"),
  /** PNG (ISO 15948). */
  PNG("PNG", "png"),
  /** TIFF 6.0 and BigTIFF. */
  TIFF("TIFF", "tif", "tiff"),
  /** Windows bitmap. */
  BMP("BMP", "bmp", "dib"),
  /** DICOM part 10. */
  DICOM("DICOM", "dcm", "dicom", "dic"),
  /** GIF. */
  GIF("GIF", "gif"),
  /** WebP. */
  WEBP("WebP", "webp"),
  /** JPEG 2000, with or without its container. */
  JPEG2000("JPEG 2000", "jp2", "j2k", "jpx", "j2c", "jpc", "jph", "jhc"),
  /** HEIF and AVIF. */
  HEIF("HEIF/AVIF", "heif", "heic", "avif"),
  /** JPEG XL. */
  JPEG_XL("JPEG XL", "jxl"),
  /** PBM, PGM, PPM and PAM. */
  PNM("PNM", "pbm", "pgm", "ppm", "pnm", "pam");

  private final String title;
  private final Set<String> extensions;

  ImageFormat(String title, String... extensions) {
    this.title = title;
    this.extensions = Set.of(extensions);
  }

  /** The format's usual name. */
  public String title() {
    return title;
  }

  /** Usual file name extensions, in lower case, without the dot. */
  public Set<String> extensions() {
    return extensions;
  }
}
