package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the samples of a dataset: one visit per file. No image is opened, but for some beginnings
 * where a folder repeats the dataset; tables are, whose first lines may say that they are label
 * files, and the directory of a DICOM medium.
 */
public final class DatasetScanner {
  private DatasetScanner() {}

  /**
   * Scans a folder.
   *
   * @param root the dataset
   * @throws DatasetException if the folder or the label file cannot be used, or no file is found
   */
  public static Dataset scan(Path root, ScanOptions options) throws DatasetException {
    Path real = realFolder(root);
    for (Path table : options.labels()) {
      LabelFile.check(table);
    }
    FileTree.Found found = files(root, real, options);
    FileList files = found.files();
    if (files.isEmpty()) {
      throw new DatasetException(
          "no files found in "
              + OneLine.of(root.toString())
              + ": expected {train,val,test}/CLASS/*, CLASS/* or images directly in it, or use"
              + " --labels");
    }
    FolderIndex index = new FolderIndex(files);
    List<String> roots = List.of(root.toAbsolutePath().normalize().toString(), real.toString());
    RowPaths paths = new RowPaths(roots, index::holds, () -> images(files));
    Map<String, Split> splits = SplitTable.read(options.reading().splits(), paths);
    if (options.labels().isEmpty()) {
      return new DatasetAssembly(
              real, root, index, found.empty(), options, Optional.empty(), splits)
          .dataset();
    }
    LabelTable labels =
        LabelFile.read(options.labels(), paths, options.reading(), options.classes());
    labels.putSplits(splits);
    return new DatasetAssembly(
            real, root, index, found.empty(), options, Optional.of(labels), Map.of())
        .dataset();
  }

  private static Stream<String> images(FileList files) {
    return MaskFiles.others(files, MaskFiles.find(files)).stream().map(FileEntry::path);
  }

  private static Path realFolder(Path root) throws DatasetException {
    String shown = OneLine.of(root.toString());
    if (!Files.exists(root)) {
      throw new DatasetException(
          "the dataset " + shown + " does not exist: give an existing folder");
    }
    if (!Files.isDirectory(root)) {
      throw new DatasetException(
          "the dataset " + shown + " is a file: give the folder that holds the images");
    }
    try {
      return root.toRealPath();
    } catch (IOException e) {
      throw unreadable(shown, e);
    }
  }

  private static FileTree.Found files(Path root, Path real, ScanOptions options)
      throws DatasetException {
    try {
      Set<Path> tables = new HashSet<>();
      for (Path table : options.tables()) {
        tables.addAll(names(table));
      }
      return FileTree.read(real, tables);
    } catch (DatasetException e) {
      throw e;
    } catch (FileSystemException e) {
      throw unreadable(OneLine.of(e.getFile() == null ? root.toString() : e.getFile()), e);
    } catch (IOException e) {
      throw unreadable(OneLine.of(root.toString()), e);
    }
  }

  /** The real path of a file, and that of the link that leads to it. */
  private static Set<Path> names(Path file) throws IOException {
    Set<Path> names = new HashSet<>();
    if (Files.exists(file)) {
      names.add(file.toRealPath());
      Path absolute = file.toAbsolutePath();
      if (absolute.getParent() != null) {
        names.add(absolute.getParent().toRealPath().resolve(absolute.getFileName()));
      }
    }
    return names;
  }

  private static DatasetException unreadable(String shown, IOException cause) {
    String reason =
        cause instanceof AccessDeniedException
            ? "permission denied"
            : OneLine.of(String.valueOf(cause.getMessage()));
    return new DatasetException(
        "cannot read the folder " + shown + " (" + reason + "): make it readable, or move it away",
        cause);
  }
}
