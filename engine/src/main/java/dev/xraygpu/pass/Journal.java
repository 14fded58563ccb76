package dev.xraygpu.pass;

import dev.xraygpu.file.WholeTransfer;
import dev.xraygpu.statistics.PixelStatistics;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a pass has done so far, on disk: a line of JSON per sample (per frame, where a file has
 * several; those follow each other), in blocks that a line with the block's statistics closes. A
 * block counts only when it is whole, so samples and statistics can never disagree, wherever a run
 * was interrupted. In memory it keeps one number per sample.
 */
public final class Journal implements Closeable {
  private static final ObjectMapper MAPPER = JsonMapper.shared();
  private static final long NOT_DONE = -1;

  private final Path file;
  private final FileChannel channel;
  private final long[] offsets;
  private final PixelStatistics input = new PixelStatistics();
  private final PixelStatistics processed = new PixelStatistics();
  private long end;
  private int done;
  private boolean acquisition;

  /** One line: a sample's outcome or the end of a block. */
  private record Line(@Nullable SampleOutcome sample, @Nullable Block block) {}

  // The number counts lines: a file of several frames has several.
  private record Block(int samples, StatisticsDocument input, StatisticsDocument processed) {}

  /**
   * Opens a journal and reads what is in it.
   *
   * @param samples number of samples in the dataset
   * @throws IOException if it cannot be read or written
   */
  public Journal(Path file, int samples) throws IOException {
    this.file = file;
    this.offsets = new long[samples];
    Arrays.fill(offsets, NOT_DONE);
    if (Files.exists(file)) {
      load();
    }
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      channel.truncate(end);
    } catch (IOException e) {
      try (channel) {
        throw e;
      }
    }
  }

  /** The file that it is in. */
  Path file() {
    return file;
  }

  private void load() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      long at = 0;
      long[] blockOffsets = new long[offsets.length];
      int[] blockOrdinals = new int[offsets.length];
      int blockSize = 0;
      int rows = 0;
      boolean blockHasAcquisition = false;
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      while (readLine(in, text)) {
        long length = text.size() + 1L;
        Line line;
        try {
          line = MAPPER.readValue(text.toByteArray(), Line.class);
        } catch (JacksonException e) {
          return; // the torn end of an interrupted run
        }
        SampleOutcome sample = line == null ? null : line.sample();
        Block block = line == null ? null : line.block();
        if (sample != null && sample.ordinal() >= 0 && sample.ordinal() < offsets.length) {
          rows++;
          if (blockSize == 0 || blockOrdinals[blockSize - 1] != sample.ordinal()) {
            if (blockSize == offsets.length) {
              return;
            }
            blockOrdinals[blockSize] = sample.ordinal();
            blockOffsets[blockSize++] = at;
          }
          blockHasAcquisition |= hasAcquisition(sample);
        } else if (block != null && block.samples() == rows) {
          for (int i = 0; i < blockSize; i++) {
            offsets[blockOrdinals[i]] = blockOffsets[i];
          }
          done += blockSize;
          blockSize = 0;
          rows = 0;
          acquisition |= blockHasAcquisition;
          blockHasAcquisition = false;
          block.input().addTo(input);
          block.processed().addTo(processed);
          end = at + length;
        } else {
          return;
        }
        at += length;
      }
    }
  }

  // A line without its end is torn, even if its text happens to be whole.
  private static boolean readLine(InputStream in, ByteArrayOutputStream text) throws IOException {
    text.reset();
    int next;
    while ((next = in.read()) != '\n') {
      if (next < 0) {
        return false;
      }
      text.write(next);
    }
    return true;
  }

  /** How many samples are done. */
  public synchronized int done() {
    return done;
  }

  /** Whether a sample is done. */
  synchronized boolean isDone(int ordinal) {
    return offsets[ordinal] != NOT_DONE;
  }

  /**
   * Appends a block: all or nothing.
   *
   * @param outcomes samples that are done; the frames of a file follow each other, all of them
   * @param inputDelta statistics of just these samples before the stages
   * @param processedDelta and after them
   */
  void commit(
      List<SampleOutcome> outcomes, PixelStatistics inputDelta, PixelStatistics processedDelta)
      throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream(outcomes.size() * 256 + 1024);
    long[] starts = new long[outcomes.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = block.size();
      writeLine(block, new Line(outcomes.get(i), null));
    }
    writeLine(
        block,
        new Line(
            null,
            new Block(
                starts.length,
                StatisticsDocument.of(inputDelta),
                StatisticsDocument.of(processedDelta))));
    synchronized (this) {
      WholeTransfer.write(channel, ByteBuffer.wrap(block.toByteArray()), end);
      for (int i = 0; i < starts.length; i++) {
        int ordinal = outcomes.get(i).ordinal();
        if (i == 0 || outcomes.get(i - 1).ordinal() != ordinal) {
          offsets[ordinal] = end + starts[i];
          done++;
        }
        acquisition |= hasAcquisition(outcomes.get(i));
      }
      end += block.size();
      input.add(inputDelta);
      processed.add(processedDelta);
    }
  }

  private static void writeLine(ByteArrayOutputStream out, Line line) {
    out.writeBytes(MAPPER.writeValueAsBytes(line));
    out.write('\n');
  }

  private static boolean hasAcquisition(SampleOutcome outcome) {
    return outcome.origin() != null && !outcome.origin().acquisition().isEmpty();
  }

  /** Whether any file says how it was taken. */
  public synchronized boolean hasAcquisition() {
    return acquisition;
  }

  /** Takes the rows of a sample, one after the other. */
  public interface RowReader {
    /** One row: the sample itself, or one of its frames in their order. */
    void accept(SampleOutcome row) throws IOException;
  }

  /** Takes rows of a sample as long as it wants more. */
  private interface Search {
    boolean wantsMore(SampleOutcome row) throws IOException;
  }

  /** Reads what became of a sample, one row at a time. */
  public void read(int ordinal, RowReader reader) throws IOException {
    search(
        ordinal,
        row -> {
          reader.accept(row);
          return true;
        });
  }

  private void search(int ordinal, Search search) throws IOException {
    long at;
    synchronized (this) {
      at = offsets[ordinal];
    }
    if (at == NOT_DONE) {
      throw new IllegalStateException("sample " + ordinal + " is not done");
    }
    int length = 2048;
    boolean any = false;
    while (true) {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
        // A read may be short without being the last.
      }
      int end = lineEnd(bytes);
      if (end < 0) {
        if (bytes.hasRemaining()) {
          throw changed();
        }
        length *= 4;
        continue;
      }
      Line line =
          MAPPER.readValue(new String(bytes.array(), 0, end, StandardCharsets.UTF_8), Line.class);
      SampleOutcome row = line.sample();
      if (row == null || row.ordinal() != ordinal) {
        if (!any) {
          throw changed();
        }
        return;
      }
      any = true;
      if (!search.wantsMore(row) || row.frame() == 0) {
        return; // the usual case needs no look at the next line
      }
      at += end + 1L;
    }
  }

  /**
   * Reads the row that stands for a sample as a whole: of several frames the first that is kept, or
   * the first if none is. It looks no further: it may be asked for each frame of thousands.
   */
  public SampleOutcome read(int ordinal) throws IOException {
    Whole whole = new Whole();
    search(
        ordinal,
        row -> {
          whole.add(row);
          return row.status() == SampleStatus.DROPPED;
        });
    return whole.row();
  }

  /**
   * Reads a sample as a whole.
   *
   * @param all is shown each of its rows as well
   */
  public SampleOutcome readWhole(int ordinal, RowReader all) throws IOException {
    Whole whole = new Whole();
    read(
        ordinal,
        row -> {
          all.accept(row);
          whole.add(row);
        });
    return whole.row();
  }

  /** Which row stands for all that were added. */
  private static final class Whole {
    private @Nullable SampleOutcome row;

    void add(SampleOutcome next) {
      SampleOutcome earlier = row;
      if (earlier == null
          || (earlier.status() == SampleStatus.DROPPED && next.status() != SampleStatus.DROPPED)) {
        row = next;
      }
    }

    SampleOutcome row() {
      return Objects.requireNonNull(row, "a sample has a row");
    }
  }

  private static int lineEnd(ByteBuffer bytes) {
    for (int i = 0; i < bytes.position(); i++) {
      if (bytes.get(i) == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static IOException changed() {
    return new IOException("the journal was changed by somebody else");
  }

  /** Statistics of all committed training images before the stages. */
  public PixelStatistics input() {
    return input;
  }

  /** Statistics of all committed training images after the stages. */
  public PixelStatistics processed() {
    return processed;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
