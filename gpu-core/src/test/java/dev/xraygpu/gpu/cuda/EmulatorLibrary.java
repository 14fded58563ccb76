package dev.xraygpu.gpu.cuda;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.FloatByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The emulated GPU: the module's PTX, translated to C++, and the emulator, compiled by g++ on first
 * use, with the driver's calls bound by JNA. Names and parameters are CUDA's.
 */
public final class EmulatorLibrary {
  private static final Path SOURCES = Path.of("src", "test", "cpp");
  private static final Path KERNELS = Path.of("src", "main", "cuda");
  private static final Path FOLDER = Path.of("target", "emulator");

  /** A library that was built with other options, such as a sanitizer's. */
  static final String LIBRARY_PROPERTY = "xraygpu.emulator";

  /** Which of the processes that share the tests this is: each builds a library of its own. */
  private static final int PROCESS = Integer.getInteger("xraygpu.test.process", 1);

  private EmulatorLibrary() {}

  /** Why there is no emulator on this machine; empty where there is one. */
  public static String missing() {
    return Loaded.MISSING;
  }

  private static final class Loaded {
    static final String MISSING = load();

    private static String load() {
      try {
        String given = System.getProperty(LIBRARY_PROPERTY);
        Path library =
            given == null
                ? buildModule("emulator-" + PROCESS, List.of("-O2", "-march=native"), Kernels.ptx())
                : Path.of(given);
        Native.register(
            EmulatorLibrary.class, NativeLibrary.getInstance(library.toAbsolutePath().toString()));
        return "";
      } catch (IOException e) {
        return String.valueOf(e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "interrupted while g++ was running";
      }
    }
  }

  /**
   * Compiles emulator and a module, as a GPU's driver is given it, by way of {@link
   * PtxTranslation}.
   *
   * @param name of the library, without {@code lib} and {@code .so}
   * @param options of g++ for code generation
   * @param ptx the module
   * @throws IOException if this machine cannot; the message says why
   */
  static Path buildModule(String name, List<String> options, byte[] ptx)
      throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path kernels = FOLDER.resolve(name + "-module.cpp");
    Files.writeString(kernels, PtxTranslation.of(new String(ptx, StandardCharsets.US_ASCII)));
    return build(name, options, kernels);
  }

  /**
   * Compiles emulator and the kernels' sources.
   *
   * @param name of the library, without {@code lib} and {@code .so}
   * @param options of g++ for code generation
   * @throws IOException if this machine cannot; the message says why
   */
  static Path build(String name, List<String> options) throws IOException, InterruptedException {
    return build(name, options, SOURCES.resolve("kernels.cpp"));
  }

  /**
   * The same with kernels that report each access to memory to {@code traffic.cpp}, by way of calls
   * that the compiler makes for ThreadSanitizer, whose own library is not linked.
   */
  static Path buildCounting() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path kernels = FOLDER.resolve("kernels-counting.o");
    List<String> command = command(List.of("-O1", "-march=native", "-fsanitize=thread", "-c"));
    command.addAll(List.of(SOURCES.resolve("kernels.cpp").toString(), "-o", kernels.toString()));
    compile(command, FOLDER.resolve("kernels-counting.log"));
    return build("emulator-counting", List.of("-O2", "-march=native"), kernels);
  }

  private static List<String> command(List<String> options) {
    List<String> command = new ArrayList<>(List.of("g++"));
    command.addAll(options);
    command.addAll(List.of("-std=c++17", "-fPIC", "-ftls-model=initial-exec", "-pthread"));
    // Unfused, as -fmad=false has it on a GPU.
    command.addAll(List.of("-ffp-contract=off", "-Wall", "-Wextra", "-Werror"));
    command.addAll(List.of("-Wno-unknown-pragmas", "-I" + KERNELS, "-I" + SOURCES));
    return command;
  }

  private static Path build(String name, List<String> options, Path kernels)
      throws IOException, InterruptedException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IOException("the emulated GPU runs on Linux only");
    }
    Files.createDirectories(FOLDER);
    Path library = FOLDER.resolve("lib" + name + ".so");
    List<String> command = command(options);
    command.addAll(List.of("-shared", "-Wl,-Bsymbolic", kernels.toString()));
    for (String source : List.of("emulator.cpp", "driver.cpp", "traffic.cpp")) {
      command.add(SOURCES.resolve(source).toString());
    }
    command.addAll(List.of("-ldl", "-o", library.toString()));
    compile(command, FOLDER.resolve(name + ".log"));
    return library;
  }

  private static void compile(List<String> command, Path log)
      throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new IOException("g++ is not installed: the emulated GPU cannot be built", e);
    }
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroy();
      // The kernels do not compile: that is a failure, and not a reason to skip a test.
      throw new AssertionError(
          "the emulator does not compile:\n" + Files.readString(log, StandardCharsets.UTF_8));
    }
  }

  static native int cuInit(int flags);

  static native int cuGetErrorName(int code, PointerByReference text);

  static native int cuDeviceGetCount(IntByReference count);

  static native int cuDeviceGetName(byte[] name, int length, int device);

  static native int cuDeviceGetAttribute(IntByReference value, int attribute, int device);

  static native int cuDeviceGetPCIBusId(byte[] id, int length, int device);

  static native int cuMemGetInfo_v2(LongByReference free, LongByReference total);

  static native int cuDevicePrimaryCtxRetain(PointerByReference context, int device);

  static native int cuDevicePrimaryCtxRelease_v2(int device);

  static native int cuCtxSetCurrent(Pointer context);

  static native int cuModuleLoadData(PointerByReference module, byte[] image);

  static native int cuModuleUnload(Pointer module);

  static native int cuModuleGetFunction(PointerByReference function, Pointer module, String name);

  static native int cuStreamCreate(PointerByReference stream, int flags);

  static native int cuStreamDestroy_v2(Pointer stream);

  static native int cuStreamSynchronize(Pointer stream);

  static native int cuEventCreate(PointerByReference event, int flags);

  static native int cuEventDestroy_v2(Pointer event);

  static native int cuEventRecord(Pointer event, Pointer stream);

  static native int cuEventElapsedTime_v2(FloatByReference elapsed, Pointer start, Pointer end);

  static native int cuMemAllocAsync(LongByReference address, long bytes, Pointer stream);

  static native int cuMemFreeAsync(long address, Pointer stream);

  static native int cuMemHostAlloc(PointerByReference address, long bytes, int flags);

  static native int cuMemFreeHost(Pointer address);

  static native int cuMemcpyHtoDAsync_v2(long target, Pointer source, long bytes, Pointer stream);

  static native int cuMemcpyDtoHAsync_v2(Pointer target, long source, long bytes, Pointer stream);

  static native int cuMemcpyDtoDAsync_v2(long target, long source, long bytes, Pointer stream);

  static native int cuMemsetD8Async(long target, byte value, long bytes, Pointer stream);

  static native int cuLaunchKernel(
      Pointer function,
      int gridX,
      int gridY,
      int gridZ,
      int blockX,
      int blockY,
      int blockZ,
      int sharedBytes,
      Pointer stream,
      PointerByReference parameters,
      Pointer extra);

  /** Streams, events, modules, shares of contexts and pieces of memory that are still there. */
  public static native int emulator_objects();

  /** Bytes that all launches of a kernel read and wrote since the last call for it. */
  static native void emulator_traffic(Pointer function, LongByReference in, LongByReference out);

  /** How often memory was taken since the library was loaded. */
  static native int emulator_allocations();
}
