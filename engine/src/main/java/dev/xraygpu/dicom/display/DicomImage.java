package dev.xraygpu.dicom.display;

import dev.xraygpu.decode.AcquisitionColumns;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.DecodedFrame;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.decode.PatientIdentity;
import dev.xraygpu.dicom.DicomDataSet;
import dev.xraygpu.dicom.DicomFile;
import dev.xraygpu.dicom.DicomHeader;
import dev.xraygpu.dicom.DicomTag;
import dev.xraygpu.dicom.PixelLayout;
import dev.xraygpu.dicom.StoredFrame;
import dev.xraygpu.dicom.StoredPixelReader;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A DICOM file whose frames are shown as a workstation shows them. */
final class DicomImage implements OpenImage {
  private static final String PALETTE = "PALETTE COLOR";

  private final DicomFile file;
  private final DicomDataSet dataSet;
  private final PixelLayout layout;
  private final ImageHeader header;
  private final DecodeRequest request;
  private final StoredPixelReader reader;

  /** The last frame whose window would have hidden all of it; 0 if there was none. */
  private int hiddenByWindow;

  DicomImage(ByteBuffer bytes, DecodeRequest request, StoredPixelReader reader)
      throws DecodeException {
    this.file = DicomFile.read(bytes, request.limits());
    this.dataSet = file.dataSet();
    this.layout = file.layout();
    PixelType type = request.rendering().depth().of(PixelType.U16);
    this.header = DicomHeader.of(file).withPixelType(type);
    this.request = request;
    this.reader = reader;
  }

  @Override
  public ImageHeader header() {
    return header;
  }

  @Override
  public int frames() {
    return layout.frames();
  }

  @Override
  public List<DecodeNote> notes() {
    return AcquisitionAttributes.saysBurnedIn(dataSet)
        ? List.of(
            new DecodeNote(
                FindingCode.BURNED_IN_ANNOTATION,
                "the header says that the pixels show text that identifies the patient"))
        : List.of();
  }

  @Override
  public Map<String, String> acquisition(int frame) {
    Map<String, String> columns = AcquisitionAttributes.of(dataSet, layout, frame);
    if (isMonochrome()) {
      try {
        DisplaySettings settings = settings(frame);
        columns.put(
            AcquisitionColumns.WINDOW,
            (frame == hiddenByWindow ? settings.ofAllValues() : settings).description());
      } catch (DecodeException e) {
        return columns; // the frame's finding says why it has no window
      }
    }
    return columns;
  }

  @Override
  public PatientIdentity patient() {
    return PatientIdentity.of(dataSet.text(DicomTag.PATIENT_ID).orElse(""));
  }

  private boolean isMonochrome() {
    return layout.samples() == 1 && !layout.photometric().equals(PALETTE);
  }

  private DisplaySettings settings(int frame) throws DecodeException {
    return DisplaySettings.of(dataSet, layout, frame, request.rendering().window());
  }

  @Override
  public DecodedFrame decode(int frame, HostImage target) throws DecodeException {
    if (layout.samples() == 1) {
      return layout.photometric().equals(PALETTE)
          ? decodePalette(frame, target)
          : decodeGray(frame, target);
    }
    StoredFrame stored = read(frame);
    requireColor(stored);
    long colored = Luma.render(stored, target);
    return new DecodedFrame(0, OptionalLong.of(colored), stored.notes());
  }

  // Of a compressed frame this is what its stream says, which counts more than the header.
  private static void requireColor(StoredFrame stored) throws DecodeException {
    String photometric = stored.photometric();
    if (!photometric.equals("RGB") && !photometric.startsWith("YBR_")) {
      throw new DecodeException(
          FindingCode.UNREADABLE,
          "three samples per pixel, and the photometric interpretation is neither RGB nor one of"
              + " YBR");
    }
    if (stored.signed()) {
      throw new DecodeException(
          FindingCode.UNREADABLE,
          "contradictory header: the samples are colours and signed; pixel representation should"
              + " be 0");
    }
  }

  /** Whether all pixels are the same; most images tell by their first few. */
  private static boolean showsOneValue(HostImage image) {
    ByteBuffer pixels = image.pixels();
    boolean narrow = image.type() == PixelType.U8;
    for (int i = 1; i < image.pixelCount(); i++) {
      if (narrow ? pixels.get(i) != pixels.get(0) : pixels.getChar(2 * i) != pixels.getChar(0)) {
        return false;
      }
    }
    return true;
  }

  private StoredFrame read(int frame) throws DecodeException {
    return reader.read(file, frame - 1, request.verification());
  }

  private DecodedFrame decodePalette(int frame, HostImage target) throws DecodeException {
    Palette palette = PaletteReader.read(dataSet);
    StoredFrame stored = read(frame);
    long colored = palette.render(stored, target);
    return new DecodedFrame(0, OptionalLong.of(colored), stored.notes());
  }

  private DecodedFrame decodeGray(int frame, HostImage target) throws DecodeException {
    DisplaySettings settings = settings(frame);
    StoredFrame stored = read(frame);
    long padding = settings.transform(stored).render(stored, target);
    List<DecodeNote> notes = new ArrayList<>(stored.notes());
    notes.addAll(settings.notes());
    if (settings.hasWindowOfFile() && showsOneValue(target)) {
      ValueCounts counts = settings.count(stored);
      if (settings.isBeside(counts)) {
        notes.add(settings.hides(counts));
        settings.ofAllValues().transform(stored).render(stored, target);
        hiddenByWindow = frame;
      }
    }
    return new DecodedFrame(padding, OptionalLong.of(0), notes);
  }
}
