package dev.xraygpu.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.pipeline.Stage;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark of single parts once, on tiny images, so that none rots. */
class MicroBenchmarksTest {
  @Test
  void everyBenchmarkRuns() throws Exception {
    // Other builds on this machine may run theirs at the same time: nothing is measured here.
    System.setProperty("jmh.ignoreLock", "true");
    Options once =
        new OptionsBuilder()
            .include("^dev\\.xraygpu\\.bench\\.jmh\\.")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(1))
            .param("side", "40")
            .param("images", "12")
            .param("quality", "0.9")
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(once).run();
    Set<String> names =
        results.stream()
            .map(result -> result.getParams().getBenchmark())
            .map(name -> name.substring(0, name.lastIndexOf('.')))
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .collect(Collectors.toSet());
    for (Class<?> stage : Stage.class.getPermittedSubclasses()) {
      assertThat(names).contains(stage.getSimpleName() + "Benchmark");
    }
    assertThat(names)
        .contains(
            "NormalizeBenchmark",
            "RegionBenchmark",
            "HistogramBenchmark",
            "JpegDecodeBenchmark",
            "LosslessDecodeBenchmark",
            "DicomDecodeBenchmark",
            "SinkBenchmark",
            "ThumbnailBenchmark",
            "SignatureBenchmark",
            "DuplicateSearchBenchmark");
    assertThat(results).allSatisfy(r -> assertThat(r.getPrimaryResult().getScore()).isPositive());
  }
}
