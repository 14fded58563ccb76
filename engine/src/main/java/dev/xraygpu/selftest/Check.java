package dev.xraygpu.selftest;

import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Depth;
import dev.xraygpu.pipeline.Fit;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.NonLocalMeans;
import dev.xraygpu.pipeline.Pipeline;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import java.util.List;
import java.util.Locale;

/** What is compared: each stage alone, and the tutorial's pipeline as a whole. */
public enum Check {
  /** Pixels there and back. */
  UNCHANGED(List.of()),
  /** The tutorial's resize. */
  RESIZE_LINEAR(List.of(new Resize(Size.square(224), Fit.LETTERBOX, Interpolation.LINEAR))),
  /** Both axes by a factor of their own. */
  STRETCH_LINEAR(List.of(new Resize(new Size(97, 131), Fit.STRETCH, Interpolation.LINEAR))),
  /** Means over areas. */
  RESIZE_AREA(List.of(new Resize(Size.square(112), Fit.LETTERBOX, Interpolation.AREA))),
  /** Sixteen bits as eight. */
  DEPTH_8(List.of(new Depth(PixelType.U8))),
  /** The tutorial's median. */
  MEDIAN_3(List.of(new MedianBlur(3))),
  /** The larger median. */
  MEDIAN_5(List.of(new MedianBlur(5))),
  /** The other way to remove noise. */
  BILATERAL(List.of(new BilateralFilter(5, 50, 50))),
  /** The slow way to remove noise, with windows that are small enough for plain Java. */
  NON_LOCAL_MEANS(List.of(new NonLocalMeans(8, 3, 7))),
  /** The tutorial's CLAHE. */
  CLAHE(List.of(new Clahe(2.0, Size.square(8)))),
  /** CLAHE with tiles that divide few images. */
  CLAHE_UNEVEN(List.of(new Clahe(3.5, new Size(7, 5)))),
  /** All stages of the tutorial. */
  TUTORIAL(Pipeline.tutorial().stages());

  private final List<Stage> stages;

  Check(List<Stage> stages) {
    this.stages = stages;
  }

  /** The stages that are run. */
  public List<Stage> stages() {
    return stages;
  }

  /** As it is shown. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
