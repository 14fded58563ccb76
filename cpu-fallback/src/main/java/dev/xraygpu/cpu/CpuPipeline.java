package dev.xraygpu.cpu;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.statistics.PixelSummary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** The stages of a lane, run one after the other over memory that is reused from image to image. */
final class CpuPipeline implements AutoCloseable {
  private final List<Stage> stages;
  private final List<CpuStage> implementations = new ArrayList<>();
  // Between two stages; the last one writes where the caller wants the result.
  private final List<NativeBuffer> between = new ArrayList<>();
  private final NativeBuffer cropped = new NativeBuffer();

  CpuPipeline(List<Stage> stages) {
    this.stages = stages;
    for (Stage stage : stages) {
      implementations.add(CpuStage.of(stage));
      between.add(new NativeBuffer());
    }
  }

  /** A stage that failed on one image. */
  static final class StageException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String stage;
    private final String reason;

    StageException(String stage, RuntimeException cause) {
      super(cause);
      this.stage = stage;
      this.reason = firstLine(cause);
    }

    String stage() {
      return stage;
    }

    String reason() {
      return reason;
    }

    private static String firstLine(RuntimeException e) {
      String message = e.getMessage();
      return message == null
          ? e.getClass().getSimpleName()
          : message.lines().findFirst().orElse("");
    }
  }

  /** Sum and constancy of an image, with OpenCV's vectorised reductions. */
  PixelSummary summarize(NativeBuffer memory, HostImage image) throws StageException {
    try (Mat mat = Mats.over(image.type(), image.size(), memory.pointer());
        Scalar sums = opencv_core.sumElems(mat)) {
      // An exact integer: 1e9 pixels of 65,535 stay far below 2^53.
      long sum = (long) sums.get(0);
      long count = image.size().area();
      int first = image.get(0, 0);
      // Only an image whose sum allows it is looked at pixel by pixel.
      boolean constant = sum == first * count && allEqual(image, first);
      return new PixelSummary(image.type(), count, sum, constant);
    } catch (RuntimeException e) {
      throw new StageException("summary", e);
    }
  }

  private static boolean allEqual(HostImage image, int value) {
    Size size = image.size();
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        if (image.get(x, y) != value) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Runs all stages.
   *
   * @param inputMemory where the input's pixels are, its patches painted
   * @param plan which part of it is kept
   * @param outputMemory where the result's pixels go
   * @return the result: a view of {@code outputMemory}, or the input itself if there is nothing to
   *     do
   */
  HostImage run(
      NativeBuffer inputMemory, HostImage input, ImagePlan plan, NativeBuffer outputMemory)
      throws StageException, DeviceException {
    if (stages.isEmpty()) {
      return plan.equals(ImagePlan.UNCHANGED)
          ? input
          : copy(inputMemory, input, plan.kept(input.size()), outputMemory);
    }
    HostImage current = input;
    NativeBuffer currentMemory = inputMemory;
    Rectangle part = plan.kept(input.size());
    if (!(stages.get(0) instanceof Resize) && !part.size().equals(input.size())) {
      // OpenCV's filters read on where a part of a larger image ends; its resize does not.
      current = copy(inputMemory, input, part, cropped);
      currentMemory = cropped;
      part = Rectangle.whole(current.size());
    }
    for (int i = 0; i < stages.size(); i++) {
      boolean last = i == stages.size() - 1;
      NativeBuffer targetMemory = last ? outputMemory : between.get(i);
      Size size = stages.get(i).outputSize(part.size());
      PixelType type = stages.get(i).outputType(current.type());
      HostImage target =
          new HostImage(type, size, targetMemory.ensure(HostImage.bytesFor(type, size)));
      apply(i, current, currentMemory, part, target, targetMemory);
      current = target;
      currentMemory = targetMemory;
      part = Rectangle.whole(size);
    }
    return current;
  }

  private static HostImage copy(
      NativeBuffer sourceMemory, HostImage source, Rectangle part, NativeBuffer targetMemory)
      throws StageException, DeviceException {
    ByteBuffer memory = targetMemory.ensure(HostImage.bytesFor(source.type(), part.size()));
    try (Mat whole = Mats.over(source.type(), source.size(), sourceMemory.pointer());
        Rect kept = Mats.rect(part);
        Mat from = whole.apply(kept);
        Mat to = Mats.over(source.type(), part.size(), targetMemory.pointer())) {
      from.copyTo(to);
    } catch (RuntimeException e) {
      throw new StageException("crop", e);
    }
    return new HostImage(source.type(), part.size(), memory);
  }

  private void apply(
      int index,
      HostImage source,
      NativeBuffer sourceMemory,
      Rectangle part,
      HostImage target,
      NativeBuffer targetMemory)
      throws StageException {
    String name = stages.get(index).name();
    try (Mat whole = Mats.over(source.type(), source.size(), sourceMemory.pointer());
        Rect kept = Mats.rect(part);
        Mat from = new Mat(whole, kept);
        Mat to = Mats.over(target.type(), target.size(), targetMemory.pointer())) {
      implementations.get(index).apply(from, to);
      if (to.data().address() != targetMemory.pointer().address()) {
        // OpenCV allocates when size or type are not as expected; the result would be lost.
        throw new IllegalStateException("OpenCV wrote the result of " + name + " elsewhere");
      }
    } catch (RuntimeException e) {
      throw new StageException(name, e);
    }
  }

  @Override
  public void close() {
    implementations.forEach(CpuStage::close);
    between.forEach(NativeBuffer::close);
    cropped.close();
  }
}
