package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineOptionsTest {
  private static List<Path> filesOf(String pipeline, String normalize) {
    PipelineOptions options = new PipelineOptions();
    options.file = Path.of(pipeline);
    options.normalize = normalize;
    return options.files();
  }

  // In a folder of results, `train` is a folder, and `--out . --normalize train` a usual command.
  @Test
  void wordsAreNoFilesThatAreRead() {
    assertThat(filesOf("gentle", "train")).isEmpty();
    assertThat(filesOf("tutorial", "None")).isEmpty();
    assertThat(filesOf("none", "\0")).isEmpty();
  }

  @Test
  void filesAreKept() {
    assertThat(filesOf("mine.yaml", "statistics.json"))
        .containsExactly(Path.of("mine.yaml"), Path.of("statistics.json"));
    assertThat(filesOf("./gentle", "./train"))
        .containsExactly(Path.of("./gentle"), Path.of("./train"));
  }
}
