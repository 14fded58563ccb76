package dev.xraygpu.bench.jmh;

import dev.xraygpu.duplicate.NearDuplicates;
import dev.xraygpu.duplicate.SignatureFile;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.run.Folders;
import dev.xraygpu.thumbnail.Thumbnailer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The search for copies among phantoms of as many patients, all of them. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DuplicateSearchBenchmark extends MicroBenchmark {
  private static final int SIDE = 128;

  @Param({"250", "1000"})
  public int images;

  @Param("1")
  public int threads;

  private Path folder;
  private SignatureFile signatures;
  private final BitSet all = new BitSet();

  @Setup
  public void make() throws IOException {
    folder = Files.createTempDirectory("xray-gpu-jmh-");
    signatures = new SignatureFile(folder);
    SignatureFile.Writer writer = signatures.writer();
    Thumbnailer thumbnailer = new Thumbnailer();
    for (int i = 0; i < images; i++) {
      writer.write(i, thumbnailer.of(Phantoms.image(i, SIDE, PixelType.U8)));
    }
    all.set(0, images);
  }

  @TearDown
  public void delete() throws IOException {
    signatures.close();
    Folders.deleteTree(folder);
  }

  @Benchmark
  public List<NearDuplicates.Pair> search() throws IOException, InterruptedException {
    return NearDuplicates.find(signatures, images, all, threads, done -> {});
  }
}
