package dev.xraygpu.bench;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.dataset.DatasetException;
import dev.xraygpu.dataset.DatasetScanner;
import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.ScanOptions;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.gpu.nvjpeg.NvJpegBackend;
import dev.xraygpu.gpu.nvjpeg.NvJpegDecoder;
import dev.xraygpu.gpu.nvjpeg.NvJpegException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reading and decoding every JPEG with nvJPEG, whose pixels stay on the GPU. Nothing else is done
 * with them, but that those of some images are compared with the job's after the time is taken.
 */
public final class NvJpegPeer implements Activity {
  private static final int BATCH = 32;
  private static final int COMPARED = 32;

  /** Opens a decoder for each worker. */
  interface Opener {
    NvJpegDecoder open() throws DeviceException;
  }

  private final Dataset dataset;
  private final Decoders decoders;
  private final Opener opener;
  private final Setup setup;

  /** A back end on this machine. */
  public NvJpegPeer(Path root, NvJpegBackend backend, int threads)
      throws IOException, DatasetException {
    this(root, backend, threads, () -> NvJpegDecoder.open(backend));
  }

  NvJpegPeer(Path root, NvJpegBackend backend, int threads, Opener opener)
      throws IOException, DatasetException {
    this.dataset = DatasetScanner.scan(root, ScanOptions.DEFAULT);
    this.decoders = Decoders.load();
    this.opener = opener;
    this.setup = Setup.onHost(Kind.PEER, "nvJPEG, " + backend.title(), threads);
  }

  /** Why a back end cannot be used here, if it cannot. */
  public static Optional<String> missing(NvJpegBackend backend) {
    try {
      NvJpegDecoder.open(backend).close();
      return Optional.empty();
    } catch (DeviceException e) {
      return Optional.of("nvJPEG, " + backend.title() + " is left out: " + e.getMessage());
    }
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public Outcome run() throws InterruptedException, PeerException {
    List<NvJpegDecoder> opened = new ArrayList<>();
    try {
      // As a job's device is open before its time begins, so are the decoders.
      for (int i = 0; i < setup.threads(); i++) {
        opened.add(opener.open());
      }
      return run(new ConcurrentLinkedQueue<>(opened));
    } catch (DeviceException e) {
      throw new PeerException(setup, String.valueOf(e.getMessage()), e);
    } finally {
      opened.forEach(NvJpegDecoder::close);
    }
  }

  private Outcome run(Queue<NvJpegDecoder> decoders) throws InterruptedException, DeviceException {
    LongAdder refused = new LongAdder();
    int batches = (dataset.samples().size() + BATCH - 1) / BATCH;
    double cpu = ProcessMeter.cpuSeconds();
    long start = System.nanoTime();
    Work work =
        Workers.share(setup.threads(), batches, () -> new Decoding(decoders.remove(), refused));
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = ProcessMeter.cpuSeconds() - cpu;
    String left = refused.sum() == 0 ? "" : "; " + refused.sum() + " files were not decoded";
    return new Outcome(
        work,
        OptionalDouble.of(seconds),
        OptionalDouble.of(cpuSeconds),
        Optional.of("decode only, pixels stay on the GPU; " + comparison() + left));
  }

  /** Encoded JPEGs of one batch. */
  private final class Files {
    final List<ByteBuffer> encoded = new ArrayList<>();
    final List<ImageHeader> headers = new ArrayList<>();
    private final FileBuffer buffer = new FileBuffer(DecodeLimits.DEFAULT);

    /** Reads up to {@code count} samples; what is no JPEG is left out. */
    void read(int first, int count) {
      encoded.clear();
      headers.clear();
      for (int i = first; i < Math.min(first + count, dataset.samples().size()); i++) {
        Sample sample = dataset.samples().get(i);
        if (dataset.rejection(sample).isPresent()) {
          continue;
        }
        try {
          ByteBuffer bytes = buffer.read(dataset.file(sample));
          ImageHeader header = HeaderProbe.probe(bytes, DecodeLimits.DEFAULT);
          if (header.format() == ImageFormat.JPEG) {
            encoded.add(ByteBuffer.allocateDirect(bytes.remaining()).put(bytes.duplicate()).flip());
            headers.add(header);
          }
        } catch (DecodeException e) {
          // The job reports it; here it only costs its reading.
        }
      }
    }

    List<Size> sizes() {
      return headers.stream().map(ImageHeader::stored).toList();
    }
  }

  /** One thread's work with its decoder. */
  private final class Decoding implements Workers.Worker {
    private final NvJpegDecoder decoder;
    private final Files files = new Files();
    private final LongAdder refused;

    Decoding(NvJpegDecoder decoder, LongAdder refused) {
      this.decoder = decoder;
      this.refused = refused;
    }

    @Override
    public Work take(int index) throws DeviceException {
      files.read(index * BATCH, BATCH);
      if (files.encoded.isEmpty()) {
        return Work.NONE;
      }
      long bytes = files.encoded.stream().mapToLong(ByteBuffer::remaining).sum();
      try {
        decoder.decode(files.encoded, files.sizes());
      } catch (NvJpegException e) {
        refused.add(files.encoded.size());
        return Work.NONE;
      } catch (CudaDriverException e) {
        throw new DeviceException(String.valueOf(e.getMessage()), e);
      }
      long pixels = files.sizes().stream().mapToLong(Size::area).sum();
      return new Work(files.encoded.size(), pixels, bytes);
    }
  }

  /** How far the first images are from what the job decodes. */
  private String comparison() throws DeviceException {
    Files files = new Files();
    files.read(0, COMPARED);
    long different = 0;
    long pixels = 0;
    int largest = 0;
    try (NvJpegDecoder decoder = opener.open()) {
      decoder.decode(files.encoded, files.sizes());
      for (int i = 0; i < files.headers.size(); i++) {
        ImageHeader header = files.headers.get(i);
        if (header.orientation() != 1) {
          continue;
        }
        HostImage theirs = HostImage.allocate(PixelType.U8, header.stored());
        decoder.download(i, theirs);
        HostImage ours = HostImage.allocate(PixelType.U8, header.stored());
        decoders.decode(files.encoded.get(i), header, ours, DecodeVerification.QUICK);
        ByteBuffer a = ours.bytes();
        ByteBuffer b = theirs.bytes();
        for (int k = 0; k < a.limit(); k++) {
          int distance = Math.abs((a.get(k) & 255) - (b.get(k) & 255));
          different += distance == 0 ? 0 : 1;
          largest = Math.max(largest, distance);
        }
        pixels += a.limit();
      }
    } catch (NvJpegException | CudaDriverException | DecodeException e) {
      return "not compared: " + e.getMessage();
    }
    return String.format(
        Locale.ROOT, "%d of %d pixels differ, by at most %d of 255", different, pixels, largest);
  }
}
