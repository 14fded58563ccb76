package dev.xraygpu.run;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.dicom.DicomFile;
import dev.xraygpu.dicom.DicomSummary;
import dev.xraygpu.dicom.PixelLayout;
import dev.xraygpu.dicom.StoredFrame;
import dev.xraygpu.dicom.StoredPixelReader;
import dev.xraygpu.dicom.codec.FrameCodecs;
import dev.xraygpu.failure.FileFailure;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.file.WholeFile;
import dev.xraygpu.pass.FramePath;
import dev.xraygpu.sink.NpyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;

/**
 * The stored values of a DICOM file, before any look-up table and any window, as integers of the
 * file's own size and sign.
 */
public final class StoredValues {
  private final Path path;
  private final DicomFile file;
  private final PixelLayout layout;
  private final DecodeRequest request;
  private final StoredPixelReader reader = new StoredPixelReader(FrameCodecs.load());

  private StoredValues(Path path, DicomFile file, DecodeRequest request) throws DecodeException {
    this.path = path;
    this.file = file;
    this.layout = file.layout();
    this.request = request;
  }

  /**
   * Reads a file's header.
   *
   * @throws RunException if it is not DICOM or cannot be read
   */
  public static StoredValues open(Path path, DecodeRequest request) throws RunException {
    try {
      ByteBuffer bytes = new FileBuffer(request.limits()).read(path);
      if (HeaderProbe.formatOf(bytes).orElse(null) != ImageFormat.DICOM) {
        throw new RunException(path + ": only DICOM files have stored values of their own");
      }
      return new StoredValues(path, DicomFile.read(bytes, request.limits()), request);
    } catch (DecodeException e) {
      throw failure(path.toString(), e);
    }
  }

  private static RunException failure(String path, DecodeException e) {
    return new RunException(path + ": " + e.code() + ": " + e.getMessage() + ". " + e.remedy(), e);
  }

  /** What matters of the header, by label, without anybody's identity. */
  public Map<String, String> summary() throws RunException {
    try {
      return DicomSummary.of(file);
    } catch (DecodeException e) {
      throw failure(path.toString(), e);
    }
  }

  /**
   * Writes values as a NumPy array: of one frame (H, W), of all frames of a file with several (F,
   * H, W); colour has an axis of 3 behind these.
   *
   * @throws RunException if a frame cannot be decoded or the file cannot be written; nothing is
   *     there under its name then
   */
  public void write(Path target) throws RunException {
    int only = request.rendering().frames().only();
    try {
      Decoders.requireFrame(request.rendering().frames(), layout.frames());
    } catch (DecodeException e) {
      throw failure(path.toString(), e);
    }
    boolean all = only == 0 && layout.frames() > 1;
    int first = Math.max(0, only - 1);
    try {
      StoredFrame frame = read(first);
      WholeFile.replace(target, unfinished -> write(unfinished, frame, first, all));
    } catch (DecodeException e) {
      throw failure(path.toString(), e);
    } catch (IOException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof DamagedFrame damaged) {
          throw failure(FramePath.of(path.toString(), damaged.frame), damaged.failure);
        }
      }
      throw new RunException("--out " + FileFailure.describe(e), e);
    }
  }

  /** A frame that cannot be decoded, on its way through what writes the file. */
  private static final class DamagedFrame extends IOException {
    private static final long serialVersionUID = 1L;
    private final int frame;
    private final DecodeException failure;

    DamagedFrame(int frame, DecodeException failure) {
      super(failure);
      this.frame = frame;
      this.failure = failure;
    }
  }

  private StoredFrame read(int frame) throws DecodeException {
    return reader.read(file, frame, request.verification());
  }

  private void write(Path unfinished, StoredFrame first, int number, boolean all)
      throws IOException {
    int bytes = (first.bitsAllocated() + 7) / 8;
    String descriptor = (bytes == 1 ? "|" : "<") + (first.signed() ? "i" : "u") + bytes;
    int width = first.size().width();
    int height = first.size().height();
    long[] row = first.samples() == 1 ? new long[] {width} : new long[] {width, first.samples()};
    if (!all) {
      try (NpyFile array = new NpyFile(unfinished, descriptor, bytes, row)) {
        array.write(0, elements(first, bytes));
        array.finish(height);
      }
      return;
    }
    long[] image = new long[row.length + 1];
    image[0] = height;
    System.arraycopy(row, 0, image, 1, row.length);
    try (NpyFile array = new NpyFile(unfinished, descriptor, bytes, image)) {
      for (int frame = number; frame < layout.frames(); frame++) {
        array.write(frame, elements(frame == number ? first : readAgain(frame), bytes));
      }
      array.finish(layout.frames());
    }
  }

  private StoredFrame readAgain(int frame) throws IOException {
    try {
      return read(frame);
    } catch (DecodeException e) {
      throw new DamagedFrame(frame + 1, e);
    }
  }

  private static ByteBuffer elements(StoredFrame frame, int bytes) {
    ByteBuffer elements =
        ByteBuffer.allocate(Math.multiplyExact(frame.count(), bytes))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < frame.count(); i++) {
      long value = frame.value(i);
      switch (bytes) {
        case 1 -> elements.put((byte) value);
        case 2 -> elements.putShort((short) value);
        default -> elements.putInt((int) value);
      }
    }
    return elements.flip();
  }
}
