package dev.xraygpu.bench;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeLimits;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.dicom.DicomFile;
import dev.xraygpu.dicom.PixelLayout;
import dev.xraygpu.dicom.StoredPixelReader;
import dev.xraygpu.dicom.TransferSyntax;
import dev.xraygpu.dicom.codec.FrameCodecs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How fast stored values come out of DICOM files, by transfer syntax: of each, the file with the
 * largest frames is read from memory, header and first frame, again and again on one thread.
 */
public final class TransferSyntaxRates {
  private static final long WARM_UP_NANOS = 1_000_000_000L;
  private static final long MEASURED_NANOS = 2_000_000_000L;
  private static final int FEWEST_ROUNDS = 5;

  private TransferSyntaxRates() {}

  /**
   * What was measured.
   *
   * @param syntax of the file
   * @param layout of its frames
   * @param fileBytes its length
   * @param milliseconds for the header and one frame
   */
  public record Rate(
      TransferSyntax syntax, PixelLayout layout, long fileBytes, Spread milliseconds) {
    /** Millions of pixels in a second, by the median. */
    public double megapixelsPerSecond() {
      return layout.size().area() / 1e3 / milliseconds.median();
    }
  }

  /**
   * Measures all transfer syntaxes of a folder's files; what is no DICOM image that can be decoded
   * is passed over.
   *
   * @throws IOException if the folder or a file cannot be read
   */
  public static List<Rate> measure(Path folder) throws IOException {
    StoredPixelReader reader = new StoredPixelReader(FrameCodecs.load());
    Map<TransferSyntax, Candidate> largest = new EnumMap<>(TransferSyntax.class);
    for (Path path : files(folder)) {
      Candidate candidate = candidate(path, reader);
      if (candidate != null) {
        largest.merge(
            candidate.syntax(),
            candidate,
            (a, b) -> a.layout().size().area() >= b.layout().size().area() ? a : b);
      }
    }
    List<Rate> rates = new ArrayList<>();
    for (Candidate candidate : largest.values()) {
      rates.add(measure(candidate, reader));
    }
    return rates;
  }

  private record Candidate(TransferSyntax syntax, PixelLayout layout, Path path) {}

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    }
  }

  private static @Nullable Candidate candidate(Path path, StoredPixelReader reader) {
    try {
      ByteBuffer bytes = new FileBuffer(DecodeLimits.DEFAULT).read(path);
      if (HeaderProbe.formatOf(bytes).orElse(null) != ImageFormat.DICOM) {
        return null;
      }
      DicomFile file = DicomFile.read(bytes, DecodeLimits.DEFAULT);
      reader.read(file, 0, DecodeVerification.QUICK);
      return new Candidate(file.transferSyntax(), file.layout(), path);
    } catch (DecodeException e) {
      return null; // what cannot be decoded has no rate
    }
  }

  private static Rate measure(Candidate candidate, StoredPixelReader reader) throws IOException {
    try {
      ByteBuffer bytes = new FileBuffer(DecodeLimits.DEFAULT).read(candidate.path());
      repeat(bytes, reader, WARM_UP_NANOS);
      List<Long> rounds = repeat(bytes, reader, MEASURED_NANOS);
      return new Rate(
          candidate.syntax(),
          candidate.layout(),
          bytes.limit(),
          Spread.of(rounds, nanos -> nanos / 1e6));
    } catch (DecodeException e) {
      throw new IOException(candidate.path() + " was decoded once, but not again", e);
    }
  }

  private static List<Long> repeat(ByteBuffer bytes, StoredPixelReader reader, long nanos)
      throws DecodeException {
    List<Long> rounds = new ArrayList<>();
    long start = System.nanoTime();
    while (rounds.size() < FEWEST_ROUNDS || System.nanoTime() - start < nanos) {
      long before = System.nanoTime();
      reader.read(DicomFile.read(bytes, DecodeLimits.DEFAULT), 0, DecodeVerification.QUICK);
      rounds.add(System.nanoTime() - before);
    }
    return rounds;
  }
}
