package dev.xraygpu.dataset;

import dev.xraygpu.quality.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A dataset on disk; the content of a file is its own path unless given. */
record FileTreeFixture(Path root) {
  static FileTreeFixture in(Path root) {
    return new FileTreeFixture(root);
  }

  FileTreeFixture with(String... paths) throws IOException {
    for (String path : paths) {
      write(path, path.substring(path.lastIndexOf('/') + 1));
    }
    return this;
  }

  FileTreeFixture write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  FileTreeFixture link(String path, String target) throws IOException {
    Path link = root.resolve(path);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
    return this;
  }

  Dataset scan() throws DatasetException {
    return DatasetScanner.scan(root, ScanOptions.DEFAULT);
  }

  Dataset scanWithLabels(Path labels) throws DatasetException {
    return DatasetScanner.scan(root, ScanOptions.DEFAULT.withLabels(labels));
  }

  static List<String> paths(Dataset dataset) {
    return dataset.samples().stream().map(Sample::path).toList();
  }

  /** Why samples are rejected. */
  static List<Finding> rejected(Dataset dataset) {
    return dataset.samples().stream().map(dataset::rejection).flatMap(Optional::stream).toList();
  }

  /** Each rejected sample as {@code path: code}. */
  static List<String> rejections(Dataset dataset) {
    return dataset.samples().stream()
        .flatMap(
            sample ->
                dataset.rejection(sample).stream()
                    .map(finding -> sample.path() + ": " + finding.code()))
        .toList();
  }

  /** Each sample as {@code path split label}. */
  static List<String> places(Dataset dataset) {
    return dataset.samples().stream()
        .map(sample -> sample.path() + " " + sample.split() + " " + sample.label())
        .map(String::strip)
        .toList();
  }
}
