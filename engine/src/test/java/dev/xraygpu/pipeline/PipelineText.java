package dev.xraygpu.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a pipeline file, read from a file as the program does. */
final class PipelineText {
  private PipelineText() {}

  static Pipeline read(String yaml) throws PipelineFormatException {
    try {
      Path file = Files.createTempFile("pipeline-", ".yaml");
      try {
        return PipelineDocument.read(Files.writeString(file, yaml));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
