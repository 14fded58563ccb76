package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A DICOM file's header: meta information and data set up to the pixel data, which stay unread
 * until a {@link StoredPixelReader} is asked for a frame. Files without preamble or without meta
 * information are read, too.
 */
public final class DicomFile {
  /** Media Storage Directory Storage. */
  private static final String DIRECTORY = "1.2.840.10008.1.3.10";

  /** Frames that are missing get a row each, up to this many; if more are, one for all. */
  private static final int MOST_MISSING_FRAMES = 1000;

  private final DicomDataSet fileMeta;
  private final DicomDataSet dataSet;
  private final String transferSyntaxUid;
  private final TransferSyntax transferSyntax;
  private final DecodeLimits limits;
  private final DicomBody body;
  private final @Nullable PixelDataElement pixelData;

  /** Where the frames' streams are, once one was asked for: a file may have many thousands. */
  private volatile @Nullable EncapsulatedFrames encapsulatedFrames;

  private DicomFile(
      DicomDataSet fileMeta,
      DicomDataSet dataSet,
      String transferSyntaxUid,
      TransferSyntax transferSyntax,
      DecodeLimits limits,
      DicomBody body,
      @Nullable PixelDataElement pixelData) {
    this.fileMeta = fileMeta;
    this.dataSet = dataSet;
    this.transferSyntaxUid = transferSyntaxUid;
    this.transferSyntax = transferSyntax;
    this.limits = limits;
    this.body = body;
    this.pixelData = pixelData;
  }

  /**
   * Reads a file's header.
   *
   * @param file all bytes of the file, from position 0 to its limit; not changed. The result reads
   *     from them, so it is valid as long as they are
   * @param limits what is refused
   * @throws DecodeException {@link FindingCode#TRUNCATED} if the header's end is missing, {@link
   *     FindingCode#UNREADABLE} if it contradicts itself, {@link FindingCode#TOO_LARGE} if it has
   *     far more elements than any real one
   */
  public static DicomFile read(ByteBuffer file, DecodeLimits limits) throws DecodeException {
    DicomReader metaReader = new DicomReader(file, DicomContent.start(file));
    DicomDataSet meta = metaReader.readFileMeta();
    int start = metaReader.position();
    Optional<String> uid = meta.text(DicomTag.TRANSFER_SYNTAX_UID);
    TransferSyntax syntax =
        uid.isPresent() ? TransferSyntax.of(uid.get()) : DicomContent.guess(file, start);
    if (syntax == TransferSyntax.DEFLATED) {
      return readDeflated(file, start, meta, limits);
    }
    DicomReader reader = new DicomReader(file, start);
    DicomDataSet dataSet = reader.readDataSet(syntax.explicit(), syntax.order());
    return new DicomFile(
        meta,
        dataSet,
        uid.orElse(syntax.uid()),
        syntax,
        limits,
        new DicomBody.Plain(file),
        reader.pixelData());
  }

  private static DicomFile readDeflated(
      ByteBuffer file, int start, DicomDataSet meta, DecodeLimits limits) throws DecodeException {
    DicomBody.Deflated body = new DicomBody.Deflated(file, start);
    for (int size = DicomBody.Deflated.FIRST_PREFIX; ; size *= 8) {
      DicomBody.Prefix prefix = body.prefix(size);
      boolean more = !prefix.ended() && size < DicomBody.Deflated.LARGEST_HEADER;
      DicomReader reader = new DicomReader(prefix.bytes(), 0);
      try {
        DicomDataSet dataSet = reader.readDataSet(true, ByteOrder.LITTLE_ENDIAN);
        if (reader.pixelData() != null || !more) {
          return new DicomFile(
              meta,
              dataSet,
              TransferSyntax.DEFLATED.uid(),
              TransferSyntax.DEFLATED,
              limits,
              body,
              reader.pixelData());
        }
      } catch (DecodeException e) {
        if (!more || e.code() != FindingCode.TRUNCATED) {
          throw e;
        }
      }
    }
  }

  /** Everything before the pixel data. */
  public DicomDataSet dataSet() {
    return dataSet;
  }

  /** How the data set and the pixels are encoded. */
  public TransferSyntax transferSyntax() {
    return transferSyntax;
  }

  /** The transfer syntax's name, with its UID where it is not known and looks like one. */
  public String transferSyntaxName() {
    return transferSyntax == TransferSyntax.UNKNOWN && transferSyntaxUid.matches("[0-9.]{1,64}")
        ? transferSyntax.title() + " " + transferSyntaxUid
        : transferSyntax.title();
  }

  /**
   * What the header says of the stored samples, held against the limits.
   *
   * @throws DecodeException {@link FindingCode#NOT_AN_IMAGE} for objects that are none, {@link
   *     FindingCode#TRUNCATED} if there are an image's attributes and no pixel data, or room for no
   *     frame of far too many, {@link FindingCode#UNSUPPORTED} for pixels of floating point and for
   *     depths and transfer syntaxes without a decoder, {@link FindingCode#UNREADABLE} for a header
   *     that contradicts itself, {@link FindingCode#TOO_LARGE}
   */
  public PixelLayout layout() throws DecodeException {
    PixelDataElement pixels = pixelData;
    if (pixels == null) {
      throw withoutPixels();
    }
    if (pixels.tag() != DicomTag.PIXEL_DATA) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED, "DICOM with pixels of floating point has no decoder");
    }
    if (body instanceof DicomBody.Plain plain
        && pixels.length() > plain.file().limit() - pixels.offset()
        && !holdsAllFrames(plain.file().limit() - pixels.offset())) {
      // Before anything else: what else is wrong with the header hardly matters then.
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the file ends inside the pixel data, which declare "
              + pixels.length()
              + " bytes and have "
              + (plain.file().limit() - pixels.offset()));
    }
    PixelLayout layout = PixelLayout.of(dataSet);
    limits.checkImage(layout.size());
    if (holdsFullColor(layout, pixels)) {
      layout = layout.withFullColor();
    }
    layout = layout.withFrames(plausibleFrames(layout, pixels));
    if (transferSyntax.compression() == TransferSyntax.Compression.UNSUPPORTED) {
      throw new DecodeException(
          FindingCode.UNSUPPORTED,
          "DICOM with the transfer syntax " + transferSyntaxName() + " has no decoder");
    }
    return layout;
  }

  /** Whether nothing but what fills the element up is missing. */
  private boolean holdsAllFrames(long bytes) {
    try {
      PixelLayout layout = PixelLayout.of(dataSet);
      return !transferSyntax.encapsulated()
          && !layout.halfColor()
          && 8 * bytes >= layout.frameBits() * layout.frames();
    } catch (DecodeException e) {
      return false;
    }
  }

  // Some programs call colour halved and store all of it: the length tells.
  private boolean holdsFullColor(PixelLayout layout, PixelDataElement pixels) {
    if (!layout.halfColor() || layout.bitsAllocated() != 8 || pixels.encapsulated()) {
      return false;
    }
    long full = layout.frameSamples() * layout.frames();
    return pixels.length() == full || pixels.length() == full + (full & 1);
  }

  // A damaged number of frames must not make a million rows of a file that has one.
  private int plausibleFrames(PixelLayout layout, PixelDataElement pixels) throws DecodeException {
    int declared = layout.frames();
    if (declared <= MOST_MISSING_FRAMES) {
      return declared;
    }
    long held = declared;
    if (!pixels.encapsulated()) {
      held = pixels.length() * 8 / layout.frameBits();
    } else if (body instanceof DicomBody.Plain) {
      held = EncapsulatedFrames.begun(this);
    }
    if (declared - held <= MOST_MISSING_FRAMES) {
      return declared;
    }
    if (held == 0) {
      throw new DecodeException(
          FindingCode.TRUNCATED,
          "the header declares " + declared + " frames, the pixel data have room for none");
    }
    return (int) held + 1;
  }

  private DecodeException withoutPixels() {
    if (dataSet.contains(DicomTag.ROWS) && dataSet.contains(DicomTag.BITS_ALLOCATED)) {
      return new DecodeException(
          FindingCode.TRUNCATED, "the header declares an image, but no pixel data follow");
    }
    return new DecodeException(FindingCode.NOT_AN_IMAGE, kind() + ", so not an image");
  }

  /** What an object without pixel data is; a code string names nobody. */
  private String kind() {
    if (fileMeta.text(DicomTag.MEDIA_STORAGE_SOP_CLASS_UID).orElse("").equals(DIRECTORY)) {
      return "a DICOMDIR, the directory of a medium";
    }
    return dataSet
        .text(DicomTag.MODALITY)
        .flatMap(IdentifyingText.of(dataSet)::asCode)
        .map(modality -> "a DICOM object of modality " + modality + " without pixel data")
        .orElse("a DICOM object without pixel data");
  }

  /** Where the pixel data are. */
  PixelDataElement pixelData() throws DecodeException {
    PixelDataElement pixels = pixelData;
    if (pixels == null) {
      throw withoutPixels();
    }
    return pixels;
  }

  DicomBody body() {
    return body;
  }

  /**
   * Where the frames' streams are.
   *
   * @throws DecodeException as {@link EncapsulatedFrames#of}
   */
  EncapsulatedFrames encapsulatedFrames(PixelLayout layout) throws DecodeException {
    EncapsulatedFrames known = encapsulatedFrames;
    if (known == null) {
      known = EncapsulatedFrames.of(this, layout);
      encapsulatedFrames = known;
    }
    return known;
  }
}
