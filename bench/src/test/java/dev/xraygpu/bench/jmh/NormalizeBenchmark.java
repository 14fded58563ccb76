package dev.xraygpu.bench.jmh;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.pipeline.Normalization;
import dev.xraygpu.sink.PixelEncoder;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Pixels to elements by table: {@code --normalize} and {@code --dtype}. */
public class NormalizeBenchmark extends MicroBenchmark {
  @Param({"224", "512"})
  public int side;

  @Param({"U8", "U16"})
  public PixelType type;

  @Param({"FLOAT32", "FLOAT16", "UINT8", "UINT16"})
  public ElementType dtype;

  private HostImage image;
  private PixelEncoder encoder;
  private ByteBuffer elements;

  @Setup
  public void make() {
    image = Phantoms.image(side, type);
    encoder = PixelEncoder.of(type, dtype, normalization(dtype));
    elements = ByteBuffer.allocateDirect(encoder.encodedBytes(image.pixelCount()));
  }

  /** What the type can hold. */
  static Normalization normalization(ElementType dtype) {
    return dtype.floating() ? new Normalization.Fixed(0.48, 0.24) : new Normalization.None();
  }

  @Benchmark
  public ByteBuffer encode() {
    elements.clear();
    encoder.encode(image.pixels(), image.pixelCount(), elements);
    return elements;
  }
}
