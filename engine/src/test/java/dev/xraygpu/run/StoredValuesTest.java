package dev.xraygpu.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.dicom.DicomTag;
import dev.xraygpu.dicom.DicomWriter;
import dev.xraygpu.dicom.TransferSyntax;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.pipeline.Rendering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredValuesTest {
  @TempDir Path folder;

  /** A frame of 2x2 pixels of one value. */
  private static byte[] frame(int value) {
    byte[] frame = Arrays.copyOf(new byte[] {1, 0, 0, 0, 64}, 66);
    frame[64] = -3; // four times
    frame[65] = (byte) value;
    return frame;
  }

  private StoredValues file(byte[]... frames) throws IOException, RunException {
    byte[][] fragments = new byte[frames.length + 1][];
    fragments[0] = new byte[0];
    System.arraycopy(frames, 0, fragments, 1, frames.length);
    byte[] bytes =
        DicomWriter.file(TransferSyntax.RLE)
            .text(DicomTag.NUMBER_OF_FRAMES, "IS", String.valueOf(frames.length))
            .image(2, 2, 8, 8)
            .fragments(fragments)
            .toBytes();
    return open(bytes);
  }

  private StoredValues open(byte[] bytes) throws IOException, RunException {
    return StoredValues.open(
        Files.write(folder.resolve("scan.dcm"), bytes),
        new DecodeRequest(DecodeLimits.DEFAULT, DecodeVerification.QUICK, Rendering.DEFAULT));
  }

  @Test
  void allFramesAreOneArray() throws Exception {
    Path array = folder.resolve("scan.npy");
    file(frame(7), frame(200), frame(3)).write(array);
    byte[] bytes = Files.readAllBytes(array);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .contains("'descr': '|u1'", "'shape': (3, 2, 2)");
    assertThat(Arrays.copyOfRange(bytes, bytes.length - 12, bytes.length))
        .containsExactly(7, 7, 7, 7, 200, 200, 200, 200, 3, 3, 3, 3);
  }

  // Containers of 12 bits without gaps: only the retired parts of the standard allow them.
  @Test
  void twelveBitsTakeTwoBytes() throws Exception {
    byte[] bytes =
        DicomWriter.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
            .image(2, 2, 12, 12)
            .element(
                DicomTag.PIXEL_DATA,
                "OW",
                new byte[] {0x23, (byte) 0xf1, (byte) 0xed, 0x56, 0x74, 0x09})
            .toBytes();
    Path array = folder.resolve("scan.npy");
    open(bytes).write(array);
    byte[] written = Files.readAllBytes(array);
    assertThat(new String(written, StandardCharsets.ISO_8859_1))
        .contains("'descr': '<u2'", "'shape': (2, 2)");
    assertThat(Arrays.copyOfRange(written, written.length - 8, written.length))
        .containsExactly(0x23, 0x01, 0xdf, 0x0e, 0x56, 0x04, 0x97, 0x00);
  }

  @Test
  void aDamagedFrameIsNamedAndNothingIsWritten() throws Exception {
    StoredValues values = file(frame(7), frame(200), Arrays.copyOf(frame(3), 64));
    assertThatThrownBy(() -> values.write(folder.resolve("scan.npy")))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("scan.dcm#3: truncated: ")
        .hasMessageNotContaining("--out");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("scan.dcm"));
    }
  }
}
