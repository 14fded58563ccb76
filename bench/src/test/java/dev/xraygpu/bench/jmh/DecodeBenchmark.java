package dev.xraygpu.bench.jmh;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** One decoder on the bytes of one file. */
public abstract class DecodeBenchmark extends MicroBenchmark {
  private ByteBuffer file;
  private ImageHeader header;
  private HostImage target;

  /** The file's bytes. */
  abstract byte[] encoded();

  /** Turns the file into pixels; false if that is not for this decoder. */
  abstract boolean decode(ByteBuffer bytes, ImageHeader probed, HostImage pixels)
      throws DecodeException;

  @Setup
  public void make() throws DecodeException {
    byte[] bytes = encoded();
    file = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    header = HeaderProbe.probe(file, DecodeLimits.DEFAULT);
    target = HostImage.allocate(header.pixelType(), header.size());
  }

  @Benchmark
  public ImageHeader probe() throws DecodeException {
    return HeaderProbe.probe(file, DecodeLimits.DEFAULT);
  }

  @Benchmark
  public HostImage decode() throws DecodeException {
    if (!decode(file, header, target)) {
      throw new IllegalStateException("left to the next decoder: nothing was measured");
    }
    return target;
  }
}
