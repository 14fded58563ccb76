package dev.xraygpu.decode;

import java.util.Set;

/**
 * File formats, told apart by their content. Those without a decoder are known by name so that a
 * finding can say what a file is, and what to do with it.
 */
public enum ImageFormat {
  /** JPEG (ISO 10918). */
  JPEG("JPEG", Set.of("jpg", "jpeg", "jpe", "jfif")),
  /** PNG (ISO 15948). */
  PNG("PNG", Set.of("png")),
  /** TIFF 6.0 and BigTIFF. */
  TIFF("TIFF", Set.of("tif", "tiff")),
  /** Windows bitmap. */
  BMP("BMP", Set.of("bmp", "dib")),
  /** DICOM part 10. */
  DICOM("DICOM", Set.of("dcm", "dicom", "dic")),
  /** GIF. */
  GIF("GIF", Set.of("gif"), Convert.WITH_MAGICK),
  /** WebP. */
  WEBP("WebP", Set.of("webp"), "convert it to PNG, for instance with dwebp"),
  /** JPEG 2000, with or without its container. */
  JPEG2000(
      "JPEG 2000",
      Set.of("jp2", "j2k", "jpx", "j2c", "jpc", "jph", "jhc"),
      "convert it to PNG, which keeps 16 bits, for instance with opj_decompress"),
  /** HEIF and AVIF. */
  HEIF(
      "HEIF/AVIF",
      Set.of("heif", "heic", "avif"),
      "convert it to PNG, for instance with heif-convert"),
  /** JPEG XL. */
  JPEG_XL(
      "JPEG XL",
      Set.of("jxl"),
      "convert it to PNG, which keeps 16 bits, for instance with djxl; of what was a JPEG, djxl"
          + " makes that JPEG again"),
  /** PBM, PGM, PPM, PAM and PFM. */
  PNM(
      "PNM",
      Set.of("pbm", "pgm", "ppm", "pnm", "pam", "pfm"),
      "convert it to PNG, which keeps 16 bits, for instance with magick"),
  /** NIfTI 1 and 2, and the header of a NIfTI 1 pair. */
  NIFTI("NIfTI", Set.of("nii"), Convert.VOLUME + "nibabel"),
  /** MetaImage, with its pixels or beside them. */
  META_IMAGE("MetaImage", Set.of("mha", "mhd"), Convert.VOLUME + "SimpleITK"),
  /** NRRD, with its pixels or beside them. */
  NRRD("NRRD", Set.of("nrrd", "nhdr"), Convert.VOLUME + "SimpleITK"),
  /** FITS. */
  FITS("FITS", Set.of("fits", "fit", "fts"), Convert.VOLUME + "astropy"),
  /** OpenEXR. */
  OPEN_EXR("OpenEXR", Set.of("exr"), Convert.SCALED),
  /** Radiance's pictures. */
  RADIANCE("Radiance HDR", Set.of("hdr", "rgbe"), Convert.SCALED),
  /** Photoshop's documents. */
  PHOTOSHOP(
      "Photoshop document",
      Set.of("psd", "psb"),
      "save its flattened image as PNG or TIFF, for instance with Photoshop or magick"),
  /** Targa of version 2; that of version 1 has no signature. */
  TARGA("TGA", Set.of("tga"), Convert.WITH_MAGICK),
  /** PC Paintbrush. */
  PCX("PCX", Set.of("pcx"), Convert.WITH_MAGICK),
  /** Silicon Graphics' images. */
  SGI("SGI image", Set.of("sgi", "rgb", "bw"), Convert.WITH_MAGICK),
  /** Sun's raster files. */
  SUN_RASTER("Sun raster file", Set.of("ras", "sun"), Convert.WITH_MAGICK),
  /** The Quite OK Image Format. */
  QOI("QOI", Set.of("qoi"), Convert.WITH_MAGICK),
  /** JPEG Network Graphics. */
  JNG("JNG", Set.of("jng"), Convert.WITH_MAGICK);

  /** What several formats have in common. */
  private static final class Convert {
    static final String WITH_MAGICK = "convert it to PNG, for instance with magick";
    static final String VOLUME = "save the images in it as PNG or TIFF of 16 bits, with ";
    static final String SCALED =
        "scale its values, which have no fixed range, and save them as PNG or TIFF of 16 bits";
  }

  private final String title;
  private final Set<String> extensions;
  private final String conversion;

  ImageFormat(String title, Set<String> extensions) {
    this(title, extensions, "convert it to PNG");
  }

  ImageFormat(String title, Set<String> extensions, String conversion) {
    this.title = title;
    this.extensions = extensions;
    this.conversion = conversion;
  }

  /** The format's usual name. */
  public String title() {
    return title;
  }

  /** Usual file name extensions, in lower case, without the dot. */
  public Set<String> extensions() {
    return extensions;
  }

  /** What to do with a file of this format if there is no decoder, as the end of a sentence. */
  public String conversion() {
    return conversion;
  }
}
