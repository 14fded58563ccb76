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
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Signatures of all samples of a dataset, on disk: two files with a record per sample, at the place
 * its number gives, so that any thread can write any of them, and a resumed run finds those that an
 * earlier one wrote. A record that was never written is as if the sample showed nothing.
 *
 * <p>On disk a sample takes {@value #HEAD} + {@value #DETAILS} bytes; in memory, none.
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

  /**
   * Opens the two files, and keeps what is in them.
   *
   * @param folder an existing folder
   */
  public SignatureFile(Path folder) throws IOException {
    this.folder = folder;
    this.heads = open(folder.resolve("descriptions.bin"));
    try {
      this.details = open(folder.resolve("details.bin"));
    } catch (IOException e) {
      heads.close();
      throw e;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
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
      Optional<Signature> signature = extractor.of(thumbnail);
      if (signature.isPresent()) {
        CoarseDetail.quarter(signature.get().detail(), coarse);
        detail.clear().asShortBuffer().put(coarse);
        detail.put(COARSE, signature.get().detail());
        WholeTransfer.write(details, detail, (long) ordinal * DETAILS);
      }
      writeHead(ordinal, pixelKey(thumbnail, signature), signature.map(Signature::description));
    }

    /** Writes what the search for candidates needs, and no detail. */
    void writeHead(int ordinal, long pixelKey, Optional<byte[]> description) throws IOException {
      head.clear();
      head.putLong(pixelKey);
      head.putInt(description.isPresent() ? DESCRIBED : 0);
      description.ifPresent(head::put);
      head.position(HEAD).flip();
      WholeTransfer.write(heads, head, (long) ordinal * HEAD);
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

  /** Heads of a run of samples. */
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

  /** Reads the heads of samples; those that were never written are all zero. Thread-safe. */
  Heads heads(int first, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * HEAD);
    // What lies behind the end of the file stays zero, as what was never written.
    WholeTransfer.read(heads, bytes, (long) first * HEAD);
    return new Heads(bytes);
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
    if (!WholeTransfer.read(details, to, (long) ordinal * DETAILS + from)) {
      throw new EOFException("the signature of sample " + ordinal + " is missing");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      heads.close();
    } finally {
      details.close();
    }
  }
}
