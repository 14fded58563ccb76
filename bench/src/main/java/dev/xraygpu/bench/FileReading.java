package dev.xraygpu.bench;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.device.DeviceException;
import java.io.IOException;

/** Reads every file of a dataset, from the system's cache or, if asked, from the disk. */
final class FileReading implements Activity {
  /** Where the files' content is before it is read. */
  enum Cache {
    WARM,
    COLD
  }

  private final Dataset dataset;
  private final Cache cache;
  private final int threads;

  FileReading(Dataset dataset, Cache cache, int threads) {
    this.dataset = dataset;
    this.cache = cache;
    this.threads = threads;
  }

  @Override
  public Setup setup() {
    return Setup.onHost(
        Kind.READING, cache == Cache.COLD ? "reading, cold disk" : "reading, warm cache", threads);
  }

  @Override
  public void prepare() throws IOException {
    if (cache == Cache.COLD) {
      ProcessMeter.dropFileCache();
    }
  }

  @Override
  public Outcome run() throws InterruptedException, DeviceException {
    return Outcome.of(
        Workers.share(
            threads,
            dataset.samples().size(),
            () -> {
              FileBuffer file = new FileBuffer(DecodeLimits.DEFAULT);
              return i -> read(dataset.samples().get(i), file);
            }));
  }

  private Work read(Sample sample, FileBuffer file) {
    if (dataset.rejection(sample).isPresent()) {
      return Work.NONE;
    }
    try {
      return new Work(1, 0, file.read(dataset.file(sample)).limit());
    } catch (DecodeException e) {
      return new Work(1, 0, 0); // a file that cannot be read costs what it costs in the job, too
    }
  }
}
