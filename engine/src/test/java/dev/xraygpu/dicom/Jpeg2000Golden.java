package dev.xraygpu.dicom;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.codec.DecodedFrame;
import dev.xraygpu.dicom.codec.EncodedFrame;
import dev.xraygpu.dicom.jpeg2000.Jpeg2000FrameCodec;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A codestream that OpenJPEG or OpenJPH made, by {@code make_jpeg2000_goldens.py}, {@code
 * make_jpeg2000_coding_goldens.py} or {@code make_high_throughput_goldens.py}.
 *
 * @param values what OpenJPEG makes of it, 16 bits each; empty where that is the formula's
 */
record Jpeg2000Golden(String name, int bits, int samples, Size size, byte[] stream, byte[] values) {
  private static final Jpeg2000FrameCodec CODEC = new Jpeg2000FrameCodec();

  /** Such as lose nothing. */
  static Stream<Jpeg2000Golden> lossless() {
    return Stream.concat(
        read("jpeg2000-goldens.txt", ""),
        read("high-throughput-goldens.txt", " of high throughput"));
  }

  /** Such as lose information, and such of rarer codings. */
  static Stream<Jpeg2000Golden> lossy() {
    return Stream.concat(
        read("jpeg2000-lossy-goldens.txt", ""),
        read("jpeg2000-coding-goldens.txt", " of a rarer coding"));
  }

  /** One of the rarer codings. */
  static Jpeg2000Golden ofCoding(String name) {
    return read("jpeg2000-coding-goldens.txt", "")
        .filter(golden -> golden.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Jpeg2000Golden> read(String file, String kind) {
    return GoldenLines.of(file)
        .map(
            field ->
                new Jpeg2000Golden(
                    field[0] + kind,
                    Integer.parseInt(field[1]),
                    Integer.parseInt(field[2]),
                    new Size(Integer.parseInt(field[3]), Integer.parseInt(field[4])),
                    HexFormat.of().parseHex(field[5]),
                    field.length > 6 ? HexFormat.of().parseHex(field[6]) : new byte[0]));
  }

  /** What OpenJPEG makes of the stream. */
  short[] expected() {
    short[] expected = new short[values.length / Short.BYTES];
    ByteBuffer.wrap(values).asShortBuffer().get(expected);
    return expected;
  }

  /** What our decoder makes of a stream of this one's layout; null if it is left to another. */
  @Nullable DecodedFrame decode(byte[] stream, TransferSyntax syntax) throws DecodeException {
    PixelLayout layout =
        new PixelLayout(
            size,
            samples,
            bits,
            bits,
            bits - 1,
            false,
            false,
            1,
            1,
            samples == 1 ? "MONOCHROME2" : "YBR_RCT");
    return CODEC.decode(new EncodedFrame(ByteBuffer.wrap(stream), syntax, layout));
  }

  /** The stream with one to three of its bits changed. */
  byte[] damaged(Random random) {
    byte[] damaged = stream.clone();
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  /** Where a marker of a stream is first. */
  static int at(byte[] stream, int marker) {
    for (int i = 0; i + 1 < stream.length; i++) {
      if ((stream[i] & 0xff) == marker >> 8 && (stream[i + 1] & 0xff) == (marker & 0xff)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such marker");
  }

  @Override
  public String toString() {
    return name;
  }
}
