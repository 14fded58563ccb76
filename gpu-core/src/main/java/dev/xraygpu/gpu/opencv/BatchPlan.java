package dev.xraygpu.gpu.opencv;

import dev.xraygpu.device.LaneResult;
import dev.xraygpu.gpu.CudaException;
import dev.xraygpu.image.Size;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is put on the stream for one batch, step by step over all its images, so that the time of
 * each step can be measured. It is planned first, because memory can only be taken when all planes
 * are known.
 */
final class BatchPlan {
  /** One call. */
  interface Call {
    /** Puts it on the stream. */
    void put(LaneCalls calls) throws CudaException, OpenCvRefusal;
  }

  /** One call that writes a plane. */
  interface PlaneCall {
    /** Puts it on the stream. */
    void put(LaneCalls calls, DevicePlane to) throws CudaException, OpenCvRefusal;
  }

  /** What a call is for. */
  enum Kind {
    MARK,
    UPLOAD,
    COMPUTE,
    DOWNLOAD
  }

  private record Step(int image, String stage, Kind kind, Call call) {}

  private final DeviceArena arena;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Integer, LaneResult.Failed> failed = new HashMap<>();
  private String stage = "";

  BatchPlan(DeviceArena arena) {
    this.arena = arena;
    arena.reset();
  }

  /** Names what is planned from now on; begins with a mark of that number. */
  void begin(String name, int mark) {
    stage = name;
    steps.add(new Step(-1, name, Kind.MARK, calls -> calls.mark(mark)));
  }

  /** What is planned for one image. */
  OfImage image(int number) {
    return new OfImage(number);
  }

  /** Planes and calls of one image. */
  final class OfImage {
    private final int number;

    private OfImage(int number) {
      this.number = number;
    }

    /** Lays out a plane. */
    DevicePlane plane(Element element, Size size) {
      return arena.plane(element, size);
    }

    /** See {@link DeviceArena#position}. */
    long position() {
      return arena.position();
    }

    /** See {@link DeviceArena#release}. */
    void release(long position) {
      arena.release(position);
    }

    /** Plans a call. */
    void call(Call call) {
      call(Kind.COMPUTE, call);
    }

    /** Plans a call that may be none of the GPU's own work. */
    void call(Kind kind, Call call) {
      steps.add(new Step(number, stage, kind, call));
    }

    /** Plans a call that writes a plane like another one. */
    DevicePlane sameSize(DevicePlane like, PlaneCall call) {
      DevicePlane to = plane(like.element(), like.size());
      call(calls -> call.put(calls, to));
      return to;
    }
  }

  /**
   * Puts all on the stream. An image that OpenCV refuses is left out from there on.
   *
   * @throws CudaException if the device fails
   */
  void put(LaneCalls calls) throws CudaException {
    put(calls, EnumSet.allOf(Kind.class));
  }

  /** Puts the calls of some kinds on the stream; may be repeated. */
  void put(LaneCalls calls, Set<Kind> kinds) throws CudaException {
    arena.ensure(calls);
    for (Step step : steps) {
      if (!kinds.contains(step.kind()) || failed.containsKey(step.image())) {
        continue;
      }
      try {
        step.call().put(calls);
      } catch (OpenCvRefusal e) {
        failed.put(
            step.image(), new LaneResult.Failed(step.stage(), String.valueOf(e.getMessage())));
      }
    }
  }

  /** What became of the first image that was refused. */
  Optional<LaneResult.Failed> anyFailure() {
    return failed.keySet().stream().min(Integer::compare).map(failed::get);
  }

  /** What became of an image, if it was refused. */
  LaneResult.@Nullable Failed failure(int image) {
    return failed.get(image);
  }
}
