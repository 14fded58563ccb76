package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeNote;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.quality.FindingCode;
import java.util.List;

/** What a compressed stream held, as the values that the header declares. */
final class DecodedSamples {
  private DecodedSamples() {}

  static StoredFrame stored(DecodedFrame decoded, DicomFile file, PixelLayout layout) {
    short[] values = decoded.values();
    boolean signed = decoded.signed() || layout.signed();
    int bits = layout.bitsStored();
    List<DecodeNote> notes;
    if (file.transferSyntax().lossy() && (decoded.signed() || !layout.signed())) {
      // Lossy compression overshoots at edges: such a value is meant to be the largest one.
      notes = clamp(values, bits, decoded.signed());
    } else if (decoded.signed()) {
      notes = clamp(values, bits, true);
    } else {
      int precision = decoded.precision();
      int width = isBeyond(values, precision) ? Short.SIZE : precision;
      boolean moved = layout.highBit() + 1 > bits && precision > layout.highBit();
      int shift = moved ? layout.highBit() + 1 - bits : 0;
      notes =
          MeaningfulBits.extract(
              values,
              width,
              shift,
              Math.min(bits, precision),
              layout.signed(),
              OverlayBits.of(file.dataSet()));
    }
    return new StoredFrame(
        layout.size(),
        layout.samples(),
        layout.bitsAllocated(),
        bits,
        signed,
        photometric(decoded, layout),
        values,
        new int[0],
        notes);
  }

  // Differences of lossless JPEG are added modulo 16 bits, whatever the precision that it declares.
  private static boolean isBeyond(short[] values, int precision) {
    return UsedBits.of(values) >> precision != 0;
  }

  private static String photometric(DecodedFrame decoded, PixelLayout layout) {
    if (decoded.samples() == 1) {
      return layout.photometric();
    }
    return switch (decoded.color()) {
      case RGB -> "RGB";
      case YBR -> "YBR_FULL";
      case AS_DECLARED -> declared(layout.photometric());
    };
  }

  // These two name what JPEG 2000 does to red, green and blue on their way into a codestream. One
  // that does neither holds red, green and blue all the same.
  private static String declared(String photometric) {
    return switch (photometric) {
      case "YBR_RCT", "YBR_ICT" -> "RGB";
      default -> photometric.startsWith("YBR_FULL") ? "YBR_FULL" : photometric;
    };
  }

  private static List<DecodeNote> clamp(short[] values, int bits, boolean signed) {
    if (bits >= 16) {
      return List.of();
    }
    int smallest = signed ? -(1 << (bits - 1)) : 0;
    int largest = signed ? (1 << (bits - 1)) - 1 : (1 << bits) - 1;
    if (!signed && UsedBits.of(values) <= largest) {
      return List.of();
    }
    long cut = 0;
    for (int i = 0; i < values.length; i++) {
      int value = signed ? values[i] : values[i] & 0xffff;
      if (value < smallest || value > largest) {
        values[i] = (short) Math.max(smallest, Math.min(largest, value));
        cut++;
      }
    }
    return cut == 0
        ? List.of()
        : List.of(
            new DecodeNote(
                FindingCode.PIXEL_VALUES_OUT_OF_RANGE,
                cut
                    + " decoded values were outside of "
                    + smallest
                    + " to "
                    + largest
                    + " and became the nearest of these"));
  }
}
