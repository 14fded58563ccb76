package dev.xraygpu.gpu.nvjpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Pointer;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.gpu.cuda.EmulatedDriver;
import dev.xraygpu.gpu.cuda.EmulatorLibrary;
import dev.xraygpu.gpu.driver.CudaDriverException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What surrounds nvJPEG: memory, batches, copies, failures; on an emulated GPU, whose memory a fake
 * may write.
 */
class NvJpegDecoderTest {
  private final FakeNvJpeg calls = new FakeNvJpeg();
  private int objectsBefore;

  /** A "JPEG" is its height and a first value; the pixel at x, y is that value plus x plus 3 y. */
  private static final class FakeNvJpeg implements NvJpegCalls {
    private final List<Integer> initialized = new ArrayList<>();
    private int open;
    private boolean hasBackend = true;
    private boolean hasState = true;

    @Override
    public long create(NvJpegBackend backend) throws NvJpegException {
      if (!hasBackend) {
        throw new NvJpegException("nvjpegCreateEx", 7);
      }
      open++;
      return 1;
    }

    @Override
    public void destroy(long library) {
      open--;
    }

    @Override
    public long createState(long library) throws NvJpegException {
      if (!hasState) {
        throw new NvJpegException("nvjpegJpegStateCreate", 5);
      }
      open++;
      return 2;
    }

    @Override
    public void destroyState(long state) {
      open--;
    }

    @Override
    public void initialize(long library, long state, int images) {
      initialized.add(images);
    }

    @Override
    public void decode(long library, long state, Batch batch, long stream) throws NvJpegException {
      for (int i = 0; i < batch.sources().length; i++) {
        ByteBuffer source = new Pointer(batch.sources()[i]).getByteBuffer(0, batch.lengths()[i]);
        if (source.limit() != 2) {
          // The images before it are on their way.
          begin(batch, stream);
          throw new NvJpegException("nvjpegDecodeBatched", 3);
        }
        Pointer target = new Pointer(batch.targets()[i]);
        for (int y = 0; y < source.get(0); y++) {
          for (int x = 0; x < batch.pitches()[i]; x++) {
            target.setByte((long) y * batch.pitches()[i] + x, (byte) (source.get(1) + x + 3 * y));
          }
        }
      }
    }
  }

  private static void begin(NvJpegCalls.Batch batch, long stream) {
    try {
      EmulatedDriver.load()
          .copyToDevice(batch.targets()[0], batch.sources()[0], batch.lengths()[0], stream);
    } catch (CudaDriverException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void needsTheEmulator() {
    if (!EmulatorLibrary.missing().isEmpty()) {
      String reason = "NvJpegDecoderTest is skipped: " + EmulatorLibrary.missing();
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    objectsBefore = EmulatorLibrary.emulator_objects();
  }

  @AfterEach
  void everythingIsGivenBack() {
    if (EmulatorLibrary.missing().isEmpty()) {
      assertThat(calls.open).isZero();
      assertThat(EmulatorLibrary.emulator_objects()).isEqualTo(objectsBefore);
    }
  }

  private static ByteBuffer encoded(int height, int first) {
    return ByteBuffer.allocateDirect(2).put((byte) height).put((byte) first).flip();
  }

  private NvJpegDecoder open() throws DeviceException, CudaDriverException {
    return NvJpegDecoder.open(NvJpegBackend.HYBRID, EmulatedDriver.load(), calls);
  }

  private static void check(NvJpegDecoder decoder, int image, Size size, int first)
      throws CudaDriverException {
    HostImage pixels = HostImage.allocate(PixelType.U8, size);
    decoder.download(image, pixels);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        assertThat(pixels.get(x, y)).isEqualTo(first + x + 3 * y & 255);
      }
    }
  }

  @Test
  void batchesOfAnySizesComeBackAsTheyWereDecoded() throws Exception {
    Size small = new Size(5, 4);
    Size large = new Size(61, 43);
    try (NvJpegDecoder decoder = open()) {
      decoder.decode(List.of(encoded(4, 10), encoded(43, 200)), List.of(small, large));
      check(decoder, 0, small, 10);
      check(decoder, 1, large, 200);
      decoder.decode(List.of(encoded(43, 7), encoded(4, 9)), List.of(large, small));
      check(decoder, 1, small, 9);
      check(decoder, 0, large, 7);
      decoder.decode(List.of(encoded(4, 1)), List.of(small));
      check(decoder, 0, small, 1);
    }
    assertThat(calls.initialized)
        .as("only where the number of images changes")
        .containsExactly(2, 1);
  }

  @Test
  void aDamagedImageIsAFailureAndTheNextBatchWorks() throws Exception {
    Size size = new Size(5, 4);
    try (NvJpegDecoder decoder = open()) {
      ByteBuffer damaged = ByteBuffer.allocateDirect(1);
      assertThatThrownBy(() -> decoder.decode(List.of(encoded(4, 1), damaged), List.of(size, size)))
          .isInstanceOf(NvJpegException.class)
          .hasMessage("nvjpegDecodeBatched failed: bad JPEG (3)");
      decoder.decode(List.of(encoded(4, 1), encoded(4, 2)), List.of(size, size));
      check(decoder, 1, size, 2);
    }
  }

  @Test
  void whatADamagedBatchBeganIsWaitedForBeforeItsMemoryIsUsedAgain() throws Exception {
    Size size = new Size(5, 4);
    try (NvJpegDecoder decoder = open()) {
      ByteBuffer damaged = ByteBuffer.allocateDirect(1);
      assertThatThrownBy(() -> decoder.decode(List.of(encoded(4, 1), damaged), List.of(size, size)))
          .isInstanceOf(NvJpegException.class);
      decoder.decode(List.of(encoded(4, 5), encoded(4, 2)), List.of(size, size));
      check(decoder, 0, size, 5);
    }
  }

  @Test
  void aBackEndThatTheGpuDoesNotHaveIsNamed() {
    calls.hasBackend = false;
    assertThatThrownBy(this::open)
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("nvJPEG's hybrid back end does not start")
        .hasMessageContaining("not possible on this GPU (7)");
  }

  @Test
  void halfOpenedIsGivenBack() {
    calls.hasState = false;
    assertThatThrownBy(this::open).hasMessageContaining("nvjpegJpegStateCreate");
  }

  @Test
  void aTargetOfAnotherSizeIsRefused() throws Exception {
    try (NvJpegDecoder decoder = open()) {
      decoder.decode(List.of(encoded(4, 1)), List.of(new Size(5, 4)));
      HostImage other = HostImage.allocate(PixelType.U8, new Size(4, 4));
      assertThatThrownBy(() -> decoder.download(0, other))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
