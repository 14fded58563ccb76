package dev.xraygpu.duplicate;

import dev.xraygpu.file.WholeTransfer;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.thumbnail.Thumbnail;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Signatures of all images of a dataset, on disk: two files with a record per sample, at the place
 * its number gives, so that any thread can write any of them, and a resumed run finds those that an
 * earlier one wrote. Further frames of samples lie in two more files, at {@linkplain FrameSlots
 * places} of their own. A record that was never written is as if the image showed nothing.
 *
 * <p>On disk an image takes {@value #HEAD} + {@value #DETAILS} bytes; in memory, none.
 */
public final class SignatureFile implements Closeable {
  // A key of the pixels, a mark, and the description.
  private static final int HEAD = 8 + 4 + Signature.DESCRIPTION;
  private static final int COARSE = CoarseDetail.QUARTER_VALUES * Short.BYTES;
  // The detail on a quarter of its grid, and the detail itself.
  private static final int DETAILS = COARSE + Signature.DETAIL;
  private static final int DESCRIBED = 1;
  private static final int KEYS_AT_ONCE = 512;

  private final Path folder;
  private final FileChannel heads;
  private final FileChannel details;
  private final FileChannel frameHeads;
  private final FileChannel frameDetails;
  private final FrameSlots slots;
  private ComparedImages images = new ComparedImages(Integer.MAX_VALUE);
  private int[] slotOf = {};

  /**
   * Opens the files, and keeps what is in them.
   *
   * @param folder an existing folder
   */
  public SignatureFile(Path folder) throws IOException {
    this.folder = folder;
    List<Closeable> opened = new ArrayList<>();
    try {
      this.heads = open(folder.resolve("descriptions.bin"), opened);
      this.details = open(folder.resolve("details.bin"), opened);
      this.frameHeads = open(folder.resolve("frame-descriptions.bin"), opened);
      this.frameDetails = open(folder.resolve("frame-details.bin"), opened);
      this.slots = new FrameSlots(folder.resolve("frames.bin"));
    } catch (IOException e) {
      for (Closeable file : opened) {
        file.close();
      }
      throw e;
    }
  }

  private static FileChannel open(Path file, List<Closeable> opened) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    opened.add(channel);
    return channel;
  }

  /**
   * Says which numbers further frames have, once all are written; without, there are only samples.
   */
  public void number(ComparedImages numbers) throws IOException {
    this.slotOf = slots.of(numbers);
    this.images = numbers;
  }

  /** Whether two images are of one file. */
  boolean sameFile(int one, int other) {
    return images.sameFile(one, other);
  }

  /** Makes and writes signatures; one per worker. */
  public final class Writer {
    private final SignatureExtractor extractor = new SignatureExtractor();
    private final ByteBuffer head = ByteBuffer.allocateDirect(HEAD);
    private final ByteBuffer detail = ByteBuffer.allocateDirect(DETAILS);
    private final short[] coarse = new short[CoarseDetail.QUARTER_VALUES];

    private Writer() {}

    /**
     * Writes the signature of one sample.
     *
     * @param ordinal the sample's number, from 0
     */
    public void write(int ordinal, Thumbnail thumbnail) throws IOException {
      write(heads, details, ordinal, thumbnail);
    }

    /**
     * Writes the signature of a further frame.
     *
     * @param ordinal the sample's number, from 0
     * @param frame the frame's, from 2
     */
    public void writeFrame(int ordinal, int frame, Thumbnail thumbnail) throws IOException {
      int slot = slots.take();
      write(frameHeads, frameDetails, slot, thumbnail);
      slots.put(slot, ordinal, frame);
    }

    private void write(
        FileChannel headsFile, FileChannel detailsFile, int place, Thumbnail thumbnail)
        throws IOException {
      Optional<Signature> signature = extractor.of(thumbnail);
      if (signature.isPresent()) {
        CoarseDetail.quarter(signature.get().detail(), coarse);
        detail.clear().asShortBuffer().put(coarse);
        detail.put(COARSE, signature.get().detail());
        WholeTransfer.write(detailsFile, detail, (long) place * DETAILS);
      }
      writeHead(
          headsFile, place, pixelKey(thumbnail, signature), signature.map(Signature::description));
    }

    /** Writes what the search for candidates needs, and no detail. */
    void writeHead(int ordinal, long pixelKey, Optional<byte[]> description) throws IOException {
      writeHead(heads, ordinal, pixelKey, description);
    }

    private void writeHead(FileChannel to, int place, long pixelKey, Optional<byte[]> description)
        throws IOException {
      head.clear();
      head.putLong(pixelKey);
      head.putInt(description.isPresent() ? DESCRIBED : 0);
      description.ifPresent(head::put);
      head.position(HEAD).flip();
      WholeTransfer.write(to, head, (long) place * HEAD);
    }
  }

  /** A writer, for one thread. */
  public Writer writer() {
    return new Writer();
  }

  // Equal for images of equal pixels, and as good as never for others.
  private static long pixelKey(Thumbnail thumbnail, Optional<Signature> signature) {
    CRC32C crc = new CRC32C();
    if (signature.isPresent()) {
      crc.update(signature.get().detail());
    } else {
      for (int value : thumbnail.values()) {
        crc.update(value);
        crc.update(value >>> 8);
      }
    }
    Size size = thumbnail.original();
    long shape = size.width() * 92_821L + size.height();
    return (shape << 33)
        ^ (thumbnail.originalType() == PixelType.U8 ? 1L << 32 : 0)
        ^ crc.getValue();
  }

  /** Where the files are; others that are needed for a while may lie there, too. */
  Path folder() {
    return folder;
  }

  /** Heads of a run of images. */
  static final class Heads {
    private final ByteBuffer bytes;

    private Heads(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    /** Whether the sample had a signature. */
    boolean described(int index) {
      return (bytes.getInt(index * HEAD + 8) & DESCRIBED) != 0;
    }

    /** Equal for samples of equal pixels. */
    long pixelKey(int index) {
      return bytes.getLong(index * HEAD);
    }

    /** Copies a description. */
    void description(int index, byte[] to) {
      bytes.get(index * HEAD + 12, to, 0, Signature.DESCRIPTION);
    }
  }

  /** Reads the heads of images; those that were never written are all zero. Thread-safe. */
  Heads heads(int first, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * HEAD);
    // What lies behind the end of the file stays zero, as what was never written.
    int ofSamples = Math.max(0, Math.min(count, images.samples() - first));
    WholeTransfer.read(heads, bytes.limit(ofSamples * HEAD), (long) first * HEAD);
    for (int i = ofSamples; i < count; i++) {
      int slot = slotOf[first + i - images.samples()];
      if (slot >= 0) {
        bytes.limit((i + 1) * HEAD).position(i * HEAD);
        WholeTransfer.read(frameHeads, bytes, (long) slot * HEAD);
      }
    }
    return new Heads(bytes.clear());
  }

  /**
   * Numbers that are equal for samples of equal pixels, and almost never for others.
   *
   * @param samples how many samples there are
   * @return one per sample, meaningless for those without pixels
   */
  public long[] pixelKeys(int samples) throws IOException {
    long[] keys = new long[samples];
    for (int first = 0; first < samples; first += KEYS_AT_ONCE) {
      int count = Math.min(KEYS_AT_ONCE, samples - first);
      Heads heads = heads(first, count);
      for (int i = 0; i < count; i++) {
        keys[first + i] = heads.pixelKey(i);
      }
    }
    return keys;
  }

  /** Reads a detail. Thread-safe. */
  void detail(int ordinal, byte[] to) throws IOException {
    read(ordinal, ByteBuffer.wrap(to), COARSE);
  }

  /** Reads a detail on a {@linkplain CoarseDetail#quarter quarter} of its grid. Thread-safe. */
  void coarse(int ordinal, short[] to) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(COARSE);
    read(ordinal, bytes, 0);
    bytes.flip().asShortBuffer().get(to);
  }

  private void read(int ordinal, ByteBuffer to, int from) throws IOException {
    boolean further = ordinal >= images.samples();
    long place = further ? slotOf[ordinal - images.samples()] : ordinal;
    FileChannel file = further ? frameDetails : details;
    if (place < 0 || !WholeTransfer.read(file, to, place * DETAILS + from)) {
      throw new EOFException("the signature of image " + ordinal + " is missing");
    }
  }

  @Override
  public void close() throws IOException {
    try (heads;
        details;
        frameHeads;
        frameDetails) {
      slots.close();
    }
  }
}
