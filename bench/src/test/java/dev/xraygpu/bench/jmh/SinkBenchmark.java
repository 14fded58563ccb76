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
import dev.xraygpu.sink.Shards;
import dev.xraygpu.sink.Sink;
import dev.xraygpu.sink.WebDatasetSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Writing one result to the folder of temporary files. Arrays and the archive have 1,000 rows,
 * which are written over and over; a PNG is a new file each time.
 */
public class SinkBenchmark extends MicroBenchmark {
  private static final int ROWS = 1000;

  @Param({"224", "512"})
  public int side;

  @Param({
    "npy-float32",
    "npy-float16",
    "npy-uint8",
    "npy-uint16",
    "png-8",
    "png-16",
    "tar-float32"
  })
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
    sink =
        format.startsWith("png") ? new PngSink(folder) : format.startsWith("tar") ? tar() : npy();
  }

  private Sink tar() throws IOException {
    ElementType dtype =
        ElementType.valueOf(format.substring("tar-".length()).toUpperCase(Locale.ROOT));
    return new WebDatasetSink(
        folder,
        new Shards(Map.of(Split.TRAIN, (long) ROWS), Shards.DEFAULT_SIZE),
        LabelArray.ofClasses(List.of("NORMAL")),
        dtype,
        NormalizeBenchmark.normalization(dtype));
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
    if (format.startsWith("tar") && number % ROWS == 0) {
      sink = tar();
    }
    ResultRow row = new ResultRow(Split.TRAIN, number % ROWS, name, "NORMAL", name);
    sink.reserve(row, image.type(), image.size());
    sink.write(row, image);
  }
}
