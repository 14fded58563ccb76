package dev.xraygpu.pass;

import dev.xraygpu.device.ImagePlan;
import dev.xraygpu.device.Patch;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.pipeline.FaultChoice;
import dev.xraygpu.pipeline.FaultKind;
import dev.xraygpu.pipeline.MaskArtifacts;
import dev.xraygpu.pipeline.Pipeline;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What was covered or made up in an image, as the manifest names it. */
public final class PatchText {
  private PatchText() {}

  /** Whether a pipeline may change pixels before its first stage. */
  public static boolean mayPatch(Pipeline pipeline) {
    boolean masks =
        pipeline.stages().stream()
            .anyMatch(
                stage ->
                    stage instanceof MaskArtifacts mask
                        && mask.action() != MaskArtifacts.Action.FLAG);
    return masks || pipeline.faults().ofMissing(FaultKind.MISSING_REGION) == FaultChoice.IMPUTE;
  }

  /**
   * {@code fill 30x12 at 10 20;inpaint 80x80 at 0 0}: method, size and the left top corner in
   * pixels of the original, in the order in which they were applied; null if nothing was.
   */
  static @Nullable String of(ImagePlan plan) {
    if (plan.patches().isEmpty()) {
      return null;
    }
    StringJoiner text = new StringJoiner(";");
    for (Patch patch : plan.patches()) {
      Rectangle area = patch.area();
      String method = patch instanceof Patch.Constant ? "fill" : "inpaint";
      text.add(method + " " + area.size() + " at " + area.x() + " " + area.y());
    }
    return text.toString();
  }
}
