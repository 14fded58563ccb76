package dev.xraygpu.gpu;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * NVIDIA's libraries, which belong to the machine and not to this program. They are looked for
 * where the system's loader looks, which includes {@code LD_LIBRARY_PATH}, and then in the folders
 * of a CUDA toolkit.
 */
public final class CudaLibraries {
  /** How the files of NVIDIA's libraries are called on one system. */
  public enum Naming {
    /** {@code libnppig.so.13}. */
    LINUX("libcuda.so.1"),
    /** {@code nppig64_13.dll}. */
    WINDOWS("nvcuda.dll");

    private final String driver;

    Naming(String driver) {
      this.driver = driver;
    }

    /** This machine's. */
    public static Naming ofThisMachine() {
      String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
      return system.startsWith("windows") ? WINDOWS : LINUX;
    }

    /** The driver's library, which comes with the driver alone. */
    public String driver() {
      return driver;
    }

    /** The file of a toolkit's library, such as {@code cudart} of version 13. */
    public String file(String name, int version) {
      return this == WINDOWS ? name + "64_" + version + ".dll" : "lib" + name + ".so." + version;
    }
  }

  private final CudaQueries queries;
  private final Naming naming;
  private final List<Path> folders;

  /**
   * Libraries that are loaded by name or from certain folders.
   *
   * @param folders looked into when the system's loader does not know a file
   */
  public CudaLibraries(CudaQueries queries, Naming naming, List<Path> folders) {
    this.queries = queries;
    this.naming = naming;
    this.folders = List.copyOf(folders);
  }

  /** Those of this machine. */
  public static CudaLibraries ofThisMachine(CudaQueries queries) {
    Naming naming = Naming.ofThisMachine();
    return new CudaLibraries(queries, naming, toolkitFolders(naming, System.getenv()));
  }

  /** How their files are called. */
  public Naming naming() {
    return naming;
  }

  /** Loads the driver's library. */
  public boolean loadDriver() {
    return queries.loadLibrary(naming.driver());
  }

  /**
   * Loads libraries in the given order, in which each comes after those it needs.
   *
   * @param files their names
   * @return those that are not on this machine, or do not load
   */
  public List<String> load(List<String> files) {
    return files.stream().filter(file -> !load(file)).toList();
  }

  private boolean load(String file) {
    if (queries.loadLibrary(file)) {
      return true;
    }
    return folders.stream()
        .map(folder -> folder.resolve(file))
        .anyMatch(path -> Files.isRegularFile(path) && queries.loadLibrary(path.toString()));
  }

  static List<Path> toolkitFolders(Naming naming, Map<String, String> environment) {
    List<Path> roots = new ArrayList<>();
    for (String variable : List.of("CUDA_HOME", "CUDA_PATH")) {
      String value = environment.get(variable);
      if (value != null && !value.isBlank()) {
        addPath(value, roots);
      }
    }
    if (naming == Naming.WINDOWS) {
      String programs = environment.getOrDefault("ProgramFiles", "C:/Program Files");
      roots.addAll(toolkits(Path.of(programs, "NVIDIA GPU Computing Toolkit", "CUDA"), "v13*"));
    } else {
      roots.add(Path.of("/usr/local/cuda"));
      roots.addAll(toolkits(Path.of("/usr/local"), "cuda-13*"));
    }
    List<String> inside =
        naming == Naming.WINDOWS
            ? List.of("bin/x64", "bin")
            : List.of("lib64", "lib", "targets/x86_64-linux/lib");
    return roots.stream()
        .flatMap(root -> inside.stream().map(root::resolve))
        .filter(Files::isDirectory)
        .distinct()
        .toList();
  }

  private static void addPath(String value, List<Path> roots) {
    try {
      roots.add(Path.of(value));
    } catch (InvalidPathException e) {
      // What is no path names no toolkit; Windows takes none with quotes around it.
      return;
    }
  }

  // The newest first.
  private static List<Path> toolkits(Path parent, String glob) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent, glob)) {
      stream.forEach(found::add);
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      // A folder that cannot be listed has no toolkit to offer; what is missing is reported by
      // name.
      return List.of();
    }
    found.sort(Comparator.comparing(Path::toString).reversed());
    return found;
  }
}
