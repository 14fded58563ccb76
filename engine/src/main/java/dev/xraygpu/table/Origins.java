package dev.xraygpu.table;

import dev.xraygpu.dataset.Sample;
import dev.xraygpu.dataset.ViewNaming;
import dev.xraygpu.decode.AcquisitionColumns;
import dev.xraygpu.pass.SampleOutcome.FrameOrigin;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom images show and from where, by their paths or label file, and else by what the files say of
 * themselves. Two references per sample, from the first file on that says anything.
 */
public final class Origins {
  private final int samples;
  private final Map<String, String> interned = new HashMap<>();
  private String @Nullable [] patients;
  private String @Nullable [] views;

  /** Room for so many samples. */
  public Origins(int samples) {
    this.samples = samples;
  }

  /** Notes what a file says. */
  public void add(int ordinal, @Nullable FrameOrigin origin) {
    if (origin == null) {
      return;
    }
    String view =
        origin.acquisition().getOrDefault(AcquisitionColumns.VIEW, "").toLowerCase(Locale.ROOT);
    patients = with(patients, ordinal, origin.patient());
    views = with(views, ordinal, view);
  }

  private String @Nullable [] with(String @Nullable [] values, int ordinal, String value) {
    if (value.isEmpty()) {
      return values;
    }
    String[] changed = values == null ? new String[samples] : values;
    changed[ordinal] = interned.computeIfAbsent(value, v -> v);
    return changed;
  }

  /** The patient as the manifest has it; empty if unknown. */
  public String patient(Sample sample) {
    return sample.patient().isEmpty() ? value(patients, sample) : sample.patient();
  }

  /** The view in lower case; empty if unknown. */
  String view(Sample sample) {
    String said = value(views, sample);
    return said.isEmpty() ? ViewNaming.viewOf(sample.path()) : ViewNaming.normalized(said);
  }

  private static String value(String @Nullable [] values, Sample sample) {
    String value = values == null ? null : values[sample.ordinal()];
    return value == null ? "" : value;
  }
}
