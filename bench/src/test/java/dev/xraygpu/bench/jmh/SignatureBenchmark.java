package dev.xraygpu.bench.jmh;

import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.run.Folders;
import dev.xraygpu.thumbnail.Thumbnail;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** An image's fine structure out of its small copy, written to disk. */
public class SignatureBenchmark extends MicroBenchmark {
  @Param("1024")
  public int side;

  private Path folder;
  private SignatureFile file;
  private SignatureFile.Writer writer;
  private Thumbnail thumbnail;

  @Setup
  public void make() throws IOException {
    thumbnail = new Thumbnailer().of(Phantoms.image(side, PixelType.U8));
    folder = Files.createTempDirectory("xray-gpu-jmh-");
    file = new SignatureFile(folder);
    writer = file.writer();
  }

  @TearDown
  public void delete() throws IOException {
    file.close();
    Folders.deleteTree(folder);
  }

  @Benchmark
  public void signature() throws IOException {
    writer.write(0, thumbnail);
  }
}
