package dev.xraygpu.pass;

import dev.xraygpu.file.WholeTransfer;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pass.SampleOutcome.SpooledPixels;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Processed pixels that wait on disk until the pass has ended, because only then the rows' numbers
 * and the normalisation are known. Every worker appends to a segment of its own.
 */
public final class PixelSpool implements Closeable {
  private final Path folder;
  private final List<FileChannel> readers = new ArrayList<>();
  private int nextSegment;

  /**
   * Opens a spool, and goes on after the segments that are there.
   *
   * @param folder an existing folder
   */
  public PixelSpool(Path folder) {
    this.folder = folder;
    while (Files.exists(segmentFile(nextSegment))) {
      nextSegment++;
    }
  }

  private Path segmentFile(int segment) {
    return folder.resolve("pixels-" + segment + ".bin");
  }

  /** A new segment, for one thread. */
  synchronized Segment openSegment() throws IOException {
    int number = nextSegment++;
    return new Segment(
        number,
        FileChannel.open(
            segmentFile(number), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
  }

  /** One worker's file. */
  static final class Segment implements Closeable {
    private final int number;
    private final FileChannel channel;
    private long end;

    private Segment(int number, FileChannel channel) {
      this.number = number;
      this.channel = channel;
    }

    /** Appends an image's pixels and says where they are. */
    SpooledPixels append(HostImage image) throws IOException {
      SpooledPixels place = new SpooledPixels(number, end, image.type(), image.size());
      ByteBuffer bytes = image.bytes();
      int length = bytes.remaining();
      WholeTransfer.write(channel, bytes, end);
      end += length;
      return place;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /**
   * Reads pixels back. Thread-safe.
   *
   * @param memory receives them from index 0; large enough
   */
  public HostImage read(SpooledPixels place, ByteBuffer memory) throws IOException {
    ByteBuffer target = memory.duplicate().clear();
    target.limit(Math.toIntExact(HostImage.bytesFor(place.type(), place.size())));
    if (!WholeTransfer.read(reader(place.segment()), target, place.offset())) {
      throw new IOException(segmentFile(place.segment()) + " is shorter than its journal says");
    }
    return new HostImage(place.type(), place.size(), memory);
  }

  private synchronized FileChannel reader(int segment) throws IOException {
    while (readers.size() <= segment) {
      readers.add(FileChannel.open(segmentFile(readers.size()), StandardOpenOption.READ));
    }
    return readers.get(segment);
  }

  @Override
  public synchronized void close() throws IOException {
    for (FileChannel reader : readers) {
      reader.close();
    }
    readers.clear();
  }
}
