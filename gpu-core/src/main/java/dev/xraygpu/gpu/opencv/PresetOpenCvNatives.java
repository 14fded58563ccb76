package dev.xraygpu.gpu.opencv;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_cudaarithm;
import org.bytedeco.opencv.global.opencv_cudafilters;
import org.bytedeco.opencv.global.opencv_cudaimgproc;
import org.bytedeco.opencv.global.opencv_cudawarping;
import org.bytedeco.opencv.global.opencv_imgproc;

/**
 * JavaCPP's way to several builds of one library: the extension of the platform's name. Without it,
 * each library comes from whichever build loads, and a process could mix the two.
 */
final class PresetOpenCvNatives implements OpenCvNatives {
  /** What JavaCPP reads; a user may have set it, too. */
  static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";

  private static final String GPU = "-gpu";

  @Override
  public boolean gpuBuildPresent() {
    String platform = Loader.getPlatform();
    String file = System.mapLibraryName("jniopencv_cudaarithm");
    String resource = "org/bytedeco/opencv/" + platform + GPU + "/" + file;
    ClassLoader loader = PresetOpenCvNatives.class.getClassLoader();
    return (loader != null && loader.getResource(resource) != null)
        || Stream.of(
                System.getProperty("java.library.path", "")
                    .split(System.getProperty("path.separator", ":"), -1))
            .anyMatch(folder -> Files.isRegularFile(Path.of(folder, file)));
  }

  @Override
  public Optional<String> decidedOtherwise() {
    String extension = System.getProperty(EXTENSION);
    return extension == null || extension.equals(GPU)
        ? Optional.empty()
        : Optional.of("OpenCV's build for the CPU is in use in this process");
  }

  private static void decide(String extension) {
    System.setProperty(EXTENSION, extension);
    Loader.loadProperties(true);
  }

  @Override
  public String loadGpuBuild() {
    decide(GPU);
    try {
      Loader.load(opencv_core.class);
    } catch (LinkageError e) {
      // Nothing of it is loaded, so the CPU device can still take the other build.
      decide("");
      throw e;
    }
    for (Class<?> module :
        new Class<?>[] {
          opencv_imgproc.class,
          opencv_cudaarithm.class,
          opencv_cudafilters.class,
          opencv_cudaimgproc.class,
          opencv_cudawarping.class
        }) {
      Loader.load(module);
    }
    // Before the first stream: temporary memory of OpenCV's functions then comes from a pool, see
    // PresetBufferPool.
    opencv_core.setBufferPoolUsage(true);
    opencv_core.setNumThreads(0);
    return opencv_core.getVersionMajor()
        + "."
        + opencv_core.getVersionMinor()
        + "."
        + opencv_core.getVersionRevision();
  }
}
