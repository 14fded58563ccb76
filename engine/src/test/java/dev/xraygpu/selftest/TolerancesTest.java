package dev.xraygpu.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.pipeline.Crop;
import dev.xraygpu.pipeline.MaskArtifacts;
import dev.xraygpu.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of tolerances in the documentation is the one that is used. */
class TolerancesTest {
  private static final List<String> DEVICES = List.of("cpu", "cuda", "opencv-cuda");

  static String row(Check check, PixelType type) {
    StringBuilder row = new StringBuilder("| " + check.title() + " | " + 8 * type.bytes() + " |");
    for (String device : DEVICES) {
      Tolerance tolerance = Tolerances.of(device, check, type);
      row.append(' ')
          .append(
              tolerance.equals(Tolerance.NONE)
                  ? "0"
                  : tolerance.equals(Tolerance.NOT_THERE)
                      ? "not there"
                      : tolerance.largest() + " / " + tolerance.mean())
          .append(" |");
    }
    return row.toString();
  }

  private static Path page() {
    Path below = Path.of("docs/devices/selftest.md");
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(below))) {
        return folder.resolve(below);
      }
    }
    throw new IllegalStateException("no " + below + " in any folder above this one");
  }

  @Test
  void everyStageOfADeviceIsChecked() {
    Set<Class<?>> unchecked = new HashSet<>(Set.of(Stage.class.getPermittedSubclasses()));
    for (Check check : Check.values()) {
      check.stages().forEach(stage -> unchecked.remove(stage.getClass()));
    }
    assertThat(unchecked)
        .as("what is decided on the host; add a constant of Check for another stage")
        .containsExactlyInAnyOrder(Crop.class, MaskArtifacts.class);
  }

  @Test
  void theDocumentationHoldsEveryRow() throws IOException {
    String text = Files.readString(page());
    StringBuilder table = new StringBuilder();
    for (Check check : Check.values()) {
      for (PixelType type : PixelType.values()) {
        table.append(row(check, type)).append('\n');
      }
    }
    assertThat(text).contains(table);
  }

  @Test
  void whatIsPublishedAsEqualIsEqual() {
    for (Check check : Check.values()) {
      for (PixelType type : PixelType.values()) {
        if (check != Check.BILATERAL) {
          assertThat(Tolerances.of("cuda", check, type)).isEqualTo(Tolerance.NONE);
          assertThat(Tolerances.of("cpu", check, type)).isEqualTo(Tolerance.NONE);
        }
      }
    }
    assertThat(Tolerances.of("unknown", Check.BILATERAL, PixelType.U8)).isEqualTo(Tolerance.NONE);
  }
}
