package dev.xraygpu.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A NumPy file, read by the text of the format's description.
 *
 * @param descriptor the type string
 * @param shape sizes of the axes
 * @param data the elements, little-endian
 */
public record NpyArray(String descriptor, List<Long> shape, ByteBuffer data) {
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([^']+)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\} *\n");

  /** Reads a file of version 1.0, and checks everything that the format asks for. */
  public static NpyArray read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[8];
    bytes.get(magic);
    assertThat(magic).isEqualTo(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    byte[] text = new byte[bytes.getChar()];
    bytes.get(text);
    assertThat(bytes.position() % 64).as("where the data begins").isZero();
    Matcher header = HEADER.matcher(new String(text, StandardCharsets.US_ASCII));
    assertThat(header.matches()).as(new String(text, StandardCharsets.US_ASCII)).isTrue();
    List<Long> shape =
        Arrays.stream(header.group(2).split(",", -1))
            .map(String::strip)
            .filter(axis -> !axis.isEmpty())
            .map(Long::valueOf)
            .toList();
    if (shape.size() == 1) {
      assertThat(header.group(2)).as("a tuple of one").endsWith(",");
    }
    NpyArray array =
        new NpyArray(header.group(1), shape, bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
    long elements = shape.stream().reduce(1L, Math::multiplyExact);
    long width = Long.parseLong(array.descriptor.substring(2));
    assertThat((long) array.data.capacity()).as("bytes of data").isEqualTo(elements * width);
    return array;
  }

  /** The elements of a file of 64-bit integers. */
  public long[] longs() {
    assertThat(descriptor).isEqualTo("<i8");
    long[] values = new long[data.capacity() / Long.BYTES];
    data.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values);
    return values;
  }

  /** The bytes of one row of the first axis. */
  public byte[] row(int index) {
    byte[] row = new byte[Math.toIntExact(data.capacity() / shape.get(0))];
    data.get(index * row.length, row);
    return row;
  }
}
