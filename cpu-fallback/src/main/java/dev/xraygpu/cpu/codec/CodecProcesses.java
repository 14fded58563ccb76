package dev.xraygpu.cpu.codec;

import dev.xraygpu.dicom.codec.FrameCodec;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.Loader;

/**
 * Worker processes, started when they are needed: as many as threads decode at the same time, used
 * again and again. Thread-safe.
 */
final class CodecProcesses {
  private final ConcurrentLinkedDeque<CodecProcess> idle = new ConcurrentLinkedDeque<>();
  private final ScheduledThreadPoolExecutor watchdog;

  private final Class<?> program;

  /** Processes that run {@link CodecWorker}. */
  CodecProcesses() {
    this(CodecWorker.class);
  }

  /** Processes that run another program, which answers or does not. */
  CodecProcesses(Class<?> program) {
    this.program = program;
    watchdog =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "codec watchdog");
              thread.setDaemon(true);
              return thread;
            });
    watchdog.setRemoveOnCancelPolicy(true);
  }

  /**
   * Asks an idle process, or a new one. If it crashes, a fresh process is asked once more: what
   * brought down the first may have come from outside.
   *
   * @throws IOException if no process can be started
   * @throws CodecProcess.EndedException if the request brings down its process
   */
  CodecResponse ask(CodecRequest request, long seconds)
      throws IOException, CodecProcess.EndedException {
    try {
      return askOnce(request, seconds);
    } catch (CodecProcess.EndedException e) {
      if (e.tookTooLong()) {
        throw e;
      }
      return askOnce(request, seconds);
    }
  }

  private CodecResponse askOnce(CodecRequest request, long seconds)
      throws IOException, CodecProcess.EndedException {
    CodecProcess process = idle.pollFirst();
    while (process != null && !process.isAlive()) {
      process = idle.pollFirst();
    }
    if (process == null) {
      process = CodecProcess.start(program, classPath(), watchdog);
    }
    CodecResponse response = process.ask(request, seconds);
    idle.addFirst(process);
    return response;
  }

  /** The class path of the worker: what it was itself loaded from, and no more. */
  private List<Path> classPath() throws IOException {
    Set<Path> found = new LinkedHashSet<>();
    for (Class<?> type :
        List.of(program, CodecWorker.class, FrameCodec.class, Loader.class, avcodec.class)) {
      CodeSource source = type.getProtectionDomain().getCodeSource();
      if (source == null || source.getLocation() == null) {
        return wholeClassPath();
      }
      found.add(path(source.getLocation()));
    }
    // Natives lie in jars of their own, known by the name of the platform.
    String platform = Loader.getPlatform();
    wholeClassPath().stream()
        .filter(path -> String.valueOf(path.getFileName()).endsWith(platform + ".jar"))
        .filter(
            path ->
                Stream.of("ffmpeg-", "javacpp-")
                    .anyMatch(String.valueOf(path.getFileName())::startsWith))
        .forEach(found::add);
    found.addAll(natives(platform));
    return List.copyOf(found);
  }

  /** The jars of resources that the natives are. */
  private static List<Path> natives(String platform) throws IOException {
    List<Path> jars = new ArrayList<>();
    ClassLoader loader = CodecProcesses.class.getClassLoader();
    for (String folder :
        List.of(
            "org/bytedeco/ffmpeg/" + platform + "/", "org/bytedeco/javacpp/" + platform + "/")) {
      for (URL url : java.util.Collections.list(loader.getResources(folder))) {
        String text = url.toString();
        int end = text.indexOf("!/");
        if (text.startsWith("jar:file:") && end > 0) {
          jars.add(Path.of(URI.create(text.substring("jar:".length(), end))));
        }
      }
    }
    return jars;
  }

  private static List<Path> wholeClassPath() {
    return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath())
        .toList();
  }

  private static Path path(URL url) throws IOException {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IOException(url + " is no file", e);
    }
  }
}
