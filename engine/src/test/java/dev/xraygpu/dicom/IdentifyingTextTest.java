package dev.xraygpu.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.SampleImages;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the wrong field of a header. */
class IdentifyingTextTest {
  private static final int STATION_NAME = 0x0008_1010;
  private static final int PATIENT_NAME = 0x0010_0010;

  private static DicomFile open(DicomWriter file) throws DecodeException {
    return DicomFile.read(SampleImages.direct(file.toBytes()), DecodeLimits.DEFAULT);
  }

  private static DicomWriter patient(String syntax) {
    String padded = syntax.length() % 2 == 0 ? syntax : syntax + "\0";
    return DicomWriter.dataSet(true, ByteOrder.LITTLE_ENDIAN)
        .bytes(new byte[128])
        .bytes("DICM".getBytes(StandardCharsets.US_ASCII))
        .text(DicomTag.TRANSFER_SYNTAX_UID, "UI", padded)
        .text(DicomTag.MODALITY, "CS", "QUARKMANN")
        .text(STATION_NAME, "SH", "XR_CHEST_1")
        .text(PATIENT_NAME, "PN", "Quarkmann-Li^Adelheid");
  }

  private static DicomWriter patient() {
    return patient(TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid());
  }

  private static DicomWriter image(DicomWriter header, String photometric) {
    return header
        .us(DicomTag.SAMPLES_PER_PIXEL, 1)
        .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", photometric)
        .us(DicomTag.ROWS, 1)
        .us(DicomTag.COLUMNS, 1)
        .us(DicomTag.BITS_ALLOCATED, 8)
        .pixels(1);
  }

  private static IdentifyingText identities() throws DecodeException {
    return IdentifyingText.of(open(image(patient(), "RGB")).dataSet());
  }

  @ParameterizedTest
  @CsvSource({
    "quarkmann, ",
    "CHEST_QUARKMANN, ",
    "A_Adelheid, ",
    "QUARK_MANN, QUARK_MANN",
    "chest, CHEST",
    "XR_CHEST_1, ",
    "Adelheid-17, "
  })
  void aCodeThatRepeatsANameIsNone(String value, String code) throws DecodeException {
    assertThat(identities().asCode(value).orElse(null)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "Quarkmann-Adler GmbH, ",
    "GE/Adelheid, ",
    "Siemens Healthineers, Siemens Healthineers"
  })
  void soIsAManufacturer(String value, String name) throws DecodeException {
    assertThat(identities().asName(value).orElse(null)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"ADELHEID Q, no code string", "Born 1960-01-17, no code string", "ARGB, ARGB"})
  void aNameAsPhotometricInterpretationIsNotQuoted(String value, String shown)
      throws DecodeException {
    assertThat(open(image(patient(), value)).layout().photometric()).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Quarkmann Adelheid", "1.2.3.444"})
  void aTransferSyntaxIsQuotedIfItIsAUid(String uid) {
    DecodeException refusal =
        catchThrowableOfType(
            DecodeException.class, () -> open(image(patient(uid), "MONOCHROME2")).layout());
    assertThat(refusal)
        .hasMessage(
            "DICOM with the transfer syntax (unknown)%s has no decoder",
            uid.startsWith("1.") ? " " + uid : "");
  }

  @Test
  void aModalityThatNamesThePatientIsNotQuoted() {
    DecodeException refusal =
        catchThrowableOfType(DecodeException.class, () -> open(patient()).layout());
    assertThat(refusal).hasMessage("a DICOM object without pixel data, so not an image");
  }
}
