package dev.xraygpu.dicom;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * How a data set and its pixels are encoded (PS3.5, annex A). Those without a decoder are known by
 * name, so that a finding can say what a file uses.
 */
public enum TransferSyntax {
  IMPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2", "Implicit VR Little Endian", Compression.NONE),
  EXPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2.1", "Explicit VR Little Endian", Compression.NONE),
  ENCAPSULATED_UNCOMPRESSED(
      "1.2.840.10008.1.2.1.98",
      "Encapsulated Uncompressed Explicit VR Little Endian",
      Compression.FRAGMENTS_ONLY),
  DEFLATED("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", Compression.NONE),
  EXPLICIT_BIG_ENDIAN("1.2.840.10008.1.2.2", "Explicit VR Big Endian", Compression.NONE),
  JPEG_BASELINE("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)", Compression.JPEG),
  JPEG_EXTENDED("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)", Compression.JPEG),
  JPEG_EXTENDED_3_5(
      "1.2.840.10008.1.2.4.52", "JPEG Extended (Process 3 and 5)", Compression.UNSUPPORTED),
  JPEG_SPECTRAL_SELECTION(
      "1.2.840.10008.1.2.4.53",
      "JPEG Spectral Selection, Non-Hierarchical (Process 6 and 8)",
      Compression.JPEG),
  JPEG_SPECTRAL_SELECTION_7_9(
      "1.2.840.10008.1.2.4.54",
      "JPEG Spectral Selection, Non-Hierarchical (Process 7 and 9)",
      Compression.UNSUPPORTED),
  JPEG_FULL_PROGRESSION(
      "1.2.840.10008.1.2.4.55",
      "JPEG Full Progression, Non-Hierarchical (Process 10 and 12)",
      Compression.JPEG),
  JPEG_FULL_PROGRESSION_11_13(
      "1.2.840.10008.1.2.4.56",
      "JPEG Full Progression, Non-Hierarchical (Process 11 and 13)",
      Compression.UNSUPPORTED),
  JPEG_LOSSLESS(
      "1.2.840.10008.1.2.4.57",
      "JPEG Lossless, Non-Hierarchical (Process 14)",
      Compression.JPEG_LOSSLESS),
  JPEG_LOSSLESS_15(
      "1.2.840.10008.1.2.4.58",
      "JPEG Lossless, Non-Hierarchical (Process 15)",
      Compression.UNSUPPORTED),
  JPEG_LOSSLESS_FIRST_ORDER(
      "1.2.840.10008.1.2.4.70",
      "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14, Selection Value 1)",
      Compression.JPEG_LOSSLESS),
  JPEG_LS_LOSSLESS(
      "1.2.840.10008.1.2.4.80", "JPEG-LS Lossless Image Compression", Compression.JPEG_LS),
  JPEG_LS_NEAR_LOSSLESS(
      "1.2.840.10008.1.2.4.81",
      "JPEG-LS Lossy (Near-Lossless) Image Compression",
      Compression.JPEG_LS),
  JPEG_2000_LOSSLESS(
      "1.2.840.10008.1.2.4.90",
      "JPEG 2000 Image Compression (Lossless Only)",
      Compression.JPEG_2000),
  JPEG_2000("1.2.840.10008.1.2.4.91", "JPEG 2000 Image Compression", Compression.JPEG_2000),
  JPEG_2000_PART_2_LOSSLESS(
      "1.2.840.10008.1.2.4.92",
      "JPEG 2000 Part 2 Multi-component Image Compression (Lossless Only)",
      Compression.UNSUPPORTED),
  JPEG_2000_PART_2(
      "1.2.840.10008.1.2.4.93",
      "JPEG 2000 Part 2 Multi-component Image Compression",
      Compression.UNSUPPORTED),
  JPIP("1.2.840.10008.1.2.4.94", "JPIP Referenced", Compression.UNSUPPORTED),
  JPIP_DEFLATED("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate", Compression.UNSUPPORTED),
  MPEG2_MAIN("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level", Compression.UNSUPPORTED),
  MPEG2_HIGH("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level", Compression.UNSUPPORTED),
  MPEG4("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile", Compression.UNSUPPORTED),
  MPEG4_BD(
      "1.2.840.10008.1.2.4.103",
      "MPEG-4 AVC/H.264 BD-compatible High Profile",
      Compression.UNSUPPORTED),
  MPEG4_2D(
      "1.2.840.10008.1.2.4.104",
      "MPEG-4 AVC/H.264 High Profile For 2D Video",
      Compression.UNSUPPORTED),
  MPEG4_3D(
      "1.2.840.10008.1.2.4.105",
      "MPEG-4 AVC/H.264 High Profile For 3D Video",
      Compression.UNSUPPORTED),
  MPEG4_STEREO(
      "1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264 Stereo High Profile", Compression.UNSUPPORTED),
  HEVC("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile", Compression.UNSUPPORTED),
  HEVC_10("1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile", Compression.UNSUPPORTED),
  JPEG_XL_LOSSLESS("1.2.840.10008.1.2.4.110", "JPEG XL Lossless", Compression.UNSUPPORTED),
  JPEG_XL_RECOMPRESSION(
      "1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression", Compression.UNSUPPORTED),
  JPEG_XL("1.2.840.10008.1.2.4.112", "JPEG XL", Compression.UNSUPPORTED),
  HTJ2K_LOSSLESS(
      "1.2.840.10008.1.2.4.201",
      "High-Throughput JPEG 2000 Image Compression (Lossless Only)",
      Compression.JPEG_2000),
  HTJ2K_LOSSLESS_RPCL(
      "1.2.840.10008.1.2.4.202",
      "High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)",
      Compression.JPEG_2000),
  HTJ2K(
      "1.2.840.10008.1.2.4.203",
      "High-Throughput JPEG 2000 Image Compression",
      Compression.JPEG_2000),
  JPIP_HTJ2K("1.2.840.10008.1.2.4.204", "JPIP HTJ2K Referenced", Compression.UNSUPPORTED),
  JPIP_HTJ2K_DEFLATED(
      "1.2.840.10008.1.2.4.205", "JPIP HTJ2K Referenced Deflate", Compression.UNSUPPORTED),
  RLE("1.2.840.10008.1.2.5", "RLE Lossless", Compression.RLE),
  DEFLATED_FRAMES(
      "1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression", Compression.UNSUPPORTED),
  PAPYRUS("1.2.840.10008.1.20", "Papyrus 3 Implicit VR Little Endian", Compression.UNSUPPORTED),
  GE_PRIVATE(
      "1.2.840.113619.5.2",
      "GE Private Implicit VR Little Endian with big-endian pixels",
      Compression.UNSUPPORTED),
  /** Anything else; explicit VR little endian, as all encapsulated ones are. */
  UNKNOWN("", "(unknown)", Compression.UNSUPPORTED);

  /** What has to be undone to get a frame's samples. */
  public enum Compression {
    /** Nothing: samples follow each other. */
    NONE,
    /** Nothing, but frames are in fragments. */
    FRAGMENTS_ONLY,
    /** PackBits by byte planes (PS3.5, annex G). */
    RLE,
    /** JPEG with DCT, 8 or 12 bit. */
    JPEG,
    /** JPEG lossless, process 14. */
    JPEG_LOSSLESS,
    /** JPEG-LS, lossless or near-lossless. */
    JPEG_LS,
    /** JPEG 2000, with either block coder. */
    JPEG_2000,
    /** Known by name only. */
    UNSUPPORTED
  }

  private static final Map<String, TransferSyntax> BY_UID = new HashMap<>();

  static {
    for (TransferSyntax syntax : values()) {
      BY_UID.put(syntax.uid, syntax);
    }
  }

  private final String uid;
  private final String title;
  private final Compression compression;

  TransferSyntax(String uid, String title, Compression compression) {
    this.uid = uid;
    this.title = title;
    this.compression = compression;
  }

  /** The syntax of a UID; {@link #UNKNOWN} for all that are not listed. */
  public static TransferSyntax of(String uid) {
    return BY_UID.getOrDefault(uid, UNKNOWN);
  }

  /** Its unique identifier; empty for {@link #UNKNOWN}. */
  public String uid() {
    return uid;
  }

  /** Its name in the standard. */
  public String title() {
    return title;
  }

  /** What has to be undone. */
  public Compression compression() {
    return compression;
  }

  /** Whether each frame is a stream of its own, in fragments. */
  public boolean encapsulated() {
    return compression != Compression.NONE && this != PAPYRUS && this != GE_PRIVATE;
  }

  /** Whether decoded values may differ from those that were encoded. */
  public boolean lossy() {
    return switch (this) {
      case JPEG_BASELINE,
          JPEG_EXTENDED,
          JPEG_SPECTRAL_SELECTION,
          JPEG_FULL_PROGRESSION,
          JPEG_LS_NEAR_LOSSLESS,
          JPEG_2000,
          HTJ2K ->
          true;
      default -> false;
    };
  }

  boolean explicit() {
    return this != IMPLICIT_LITTLE_ENDIAN && this != PAPYRUS && this != GE_PRIVATE;
  }

  ByteOrder order() {
    return this == EXPLICIT_BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
