package dev.xraygpu.bench.jmh;

import dev.xraygpu.dataset.Split;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.ElementType;
import dev.xraygpu.run.Folders;
import dev.xraygpu.sink.LabelArray;
import dev.xraygpu.sink.NpySink;
import dev.xraygpu.sink.PngSink;
import dev.xraygpu.sink.ResultRow;
import dev.xraygpu.sink.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Writing one result to the folder of temporary files. Arrays have 1,000 rows, which are written
 * over and over; a PNG is a new file each time.
 */
public class SinkBenchmark extends MicroBenchmark {
  private static final int ROWS = 1000;

  @Param({"224", "512"})
  public int side;

  @Param({"npy-float32", "npy-float16", "npy-uint8", "npy-uint16", "png-8", "png-16"})
  public String format;

  private Path folder;
  private HostImage image;
  private Sink sink;
  private long written;

  @Setup
  public void make() throws IOException {
    folder = Files.createTempDirectory("xray-gpu-jmh-");
    PixelType type =
        format.endsWith("-16") || format.endsWith("uint16") ? PixelType.U16 : PixelType.U8;
    image = Phantoms.image(side, type);
    sink = format.startsWith("png") ? new PngSink(folder) : npy();
  }

  private Sink npy() throws IOException {
    ElementType dtype =
        ElementType.valueOf(format.substring("npy-".length()).toUpperCase(Locale.ROOT));
    return new NpySink(
        folder,
        List.of(Split.TRAIN),
        LabelArray.ofClasses(List.of("NORMAL")),
        image.size(),
        dtype,
        NormalizeBenchmark.normalization(dtype));
  }

  @TearDown
  public void delete() throws IOException {
    sink.close();
    Folders.deleteTree(folder);
  }

  @Benchmark
  public void write() throws IOException {
    long number = written++;
    // Folders of a thousand files: a folder of millions would be measured instead.
    String name = "train/" + number / ROWS + "/" + number % ROWS + ".png";
    sink.write(new ResultRow(Split.TRAIN, number % ROWS, "NORMAL", name), image);
  }
}
