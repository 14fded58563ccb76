package dev.xraygpu.bench;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.image.HostImage;
import java.nio.ByteBuffer;

/**
 * Reads and decodes every file of a dataset, and does nothing with the pixels: what no preparation
 * of the dataset can be faster than on the same threads.
 */
final class DecodeCeiling implements Activity {
  private final Dataset dataset;
  private final Decoders decoders;
  private final Setup setup;

  /**
   * The ceiling of a dataset on so many threads.
   *
   * @param kind whether these are OpenCV's decoders or all that the job uses
   */
  DecodeCeiling(Dataset dataset, Decoders decoders, Kind kind, int threads) {
    this.dataset = dataset;
    this.decoders = decoders;
    String name = kind == Kind.DECODING_WITH_OPENCV ? "decoding, OpenCV" : "decoding";
    this.setup = Setup.onHost(kind, name, threads);
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public Outcome run() throws InterruptedException, DeviceException {
    return Outcome.of(
        Workers.share(setup.threads(), dataset.samples().size(), DecodingWorker::new));
  }

  /** One thread's memory, used again from image to image. */
  private final class DecodingWorker implements Workers.Worker {
    private final FileBuffer file = new FileBuffer(DecodeLimits.DEFAULT);
    private ByteBuffer memory = ByteBuffer.allocateDirect(0);

    @Override
    public Work take(int index) {
      Sample sample = dataset.samples().get(index);
      if (dataset.rejection(sample).isPresent()) {
        return Work.NONE;
      }
      int length = 0;
      try {
        ByteBuffer bytes = file.read(dataset.file(sample));
        length = bytes.limit();
        ImageHeader header = HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
        int size = Math.toIntExact(HostImage.bytesFor(header.pixelType(), header.size()));
        if (memory.capacity() < size) {
          memory = ByteBuffer.allocateDirect(size + size / 4);
        }
        HostImage target = new HostImage(header.pixelType(), header.size(), memory);
        decoders.decode(bytes, header, target, DecodeVerification.QUICK);
        return new Work(1, target.pixelCount(), length);
      } catch (DecodeException e) {
        return new Work(1, 0, length); // a bad file costs what it costs in the whole job, too
      }
    }
  }
}
