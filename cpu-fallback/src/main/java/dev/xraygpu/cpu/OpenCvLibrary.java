package dev.xraygpu.cpu;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/** OpenCV's native library, loaded and set up once. */
final class OpenCvLibrary {
  /** What JavaCPP appends to the platform's name, to tell several builds of a library apart. */
  private static final String BUILD = "org.bytedeco.javacpp.platform.extension";

  private OpenCvLibrary() {}

  /**
   * Loads OpenCV unless that was done already. Its own threads are off, since whole images are
   * spread over workers.
   *
   * <p>Its log goes to standard error, at the level that the environment variable {@code
   * OPENCV_LOG_LEVEL} had when the program started: its Java bindings cannot set it. A launcher
   * sets it to {@code SILENT}, since what goes wrong becomes a finding.
   *
   * @throws LinkageError if the natives of this platform are missing or do not load
   */
  static void ensureLoaded() {
    version();
  }

  /**
   * OpenCV's version, such as {@code 4.13.0}; loads the library.
   *
   * @throws LinkageError if the natives of this platform are missing or do not load
   */
  static String version() {
    return Loaded.VERSION;
  }

  // Where the class path holds OpenCV's build with CUDA modules, too, each library would come from
  // whichever build loads. Unless a device has decided for that build, it is the one without.
  private static void decideForTheBuildWithoutCuda() {
    if (System.getProperty(BUILD) == null) {
      System.setProperty(BUILD, "");
      Loader.loadProperties(true);
    }
  }

  /** Java initialises this class once, on its first use. */
  private static final class Loaded {
    static final String VERSION = load();

    private static String load() {
      decideForTheBuildWithoutCuda();
      Loader.load(opencv_core.class);
      Loader.load(opencv_imgproc.class);
      Loader.load(opencv_imgcodecs.class);
      opencv_core.setNumThreads(0);
      return opencv_core.getVersionMajor()
          + "."
          + opencv_core.getVersionMinor()
          + "."
          + opencv_core.getVersionRevision();
    }
  }
}
