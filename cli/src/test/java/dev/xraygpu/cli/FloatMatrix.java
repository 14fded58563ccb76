package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of NumPy's format that holds rows of 32-bit floats. */
final class FloatMatrix {
  private static final int HEADER = 128;

  private FloatMatrix() {}

  /** The numbers of a file with so many columns, row by row. */
  static List<Float> read(Path file, int columns) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String header = new String(bytes, 0, HEADER, StandardCharsets.ISO_8859_1);
    int rows = (bytes.length - HEADER) / Float.BYTES / columns;
    assertThat(header)
        .contains("'descr': '<f4'")
        .contains("'shape': (" + rows + ", " + columns + ")");
    FloatBuffer buffer =
        ByteBuffer.wrap(bytes, HEADER, bytes.length - HEADER)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    List<Float> values = new ArrayList<>();
    while (buffer.hasRemaining()) {
      values.add(buffer.get());
    }
    return values;
  }
}
