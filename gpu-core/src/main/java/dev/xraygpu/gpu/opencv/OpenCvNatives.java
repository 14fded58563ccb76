package dev.xraygpu.gpu.opencv;

import dev.xraygpu.device.Availability.Unavailable;
import java.util.Optional;

/** Which of OpenCV's native builds this process uses: asked once, before any class of OpenCV. */
interface OpenCvNatives {
  /** Whether the build with the CUDA modules is on the class path or the library path. */
  boolean gpuBuildPresent();

  /**
   * Whether this process decided for the build without CUDA modules, so that it is too late.
   *
   * @return the reason, or nothing
   */
  Optional<String> decidedOtherwise();

  /**
   * Decides for the build with the CUDA modules, for all of OpenCV, and loads it.
   *
   * @return OpenCV's version, such as {@code 4.13.0}
   * @throws LinkageError if a library is missing or does not load
   */
  String loadGpuBuild();

  /** What is missing for that build, apart from NVIDIA's libraries. */
  default Optional<Unavailable> problem() {
    if (!gpuBuildPresent()) {
      return Optional.of(
          new Unavailable(
              "this build of xray-gpu holds OpenCV for the CPU only",
              "Build it with ./mvnw -P opencv-cuda package (130 MB more), or use --device cpu."));
    }
    return decidedOtherwise()
        .map(
            reason ->
                new Unavailable(
                    reason, "Ask for opencv-cuda before cpu, in a process of its own."));
  }
}
