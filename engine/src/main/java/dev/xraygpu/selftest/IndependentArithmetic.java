package dev.xraygpu.selftest;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Placement;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.pipeline.BilateralFilter;
import dev.xraygpu.pipeline.Clahe;
import dev.xraygpu.pipeline.Depth;
import dev.xraygpu.pipeline.Interpolation;
import dev.xraygpu.pipeline.MedianBlur;
import dev.xraygpu.pipeline.NonLocalMeans;
import dev.xraygpu.pipeline.Resize;
import dev.xraygpu.pipeline.Stage;
import dev.xraygpu.reference.GrayArray;
import dev.xraygpu.reference.ReferenceAreaResize;
import dev.xraygpu.reference.ReferenceBilateral;
import dev.xraygpu.reference.ReferenceClahe;
import dev.xraygpu.reference.ReferenceLinearResize;
import dev.xraygpu.reference.ReferenceMedian;
import dev.xraygpu.reference.ReferenceNonLocalMeans;
import java.util.Optional;

/**
 * The stages in plain Java from their written rules, one pixel after the other: shares no code with
 * any device. 16-bit pixels only where the rules do not depend on the depth.
 */
public final class IndependentArithmetic implements Expectation {
  @Override
  public String name() {
    return "independent arithmetic";
  }

  @Override
  public Optional<HostImage> of(Check check, HostImage image) {
    boolean anyDepth =
        check.stages().stream()
            .noneMatch(stage -> stage instanceof Resize || stage instanceof Clahe);
    if (image.type() != PixelType.U8 && !anyDepth) {
      return Optional.empty();
    }
    HostImage current = image;
    for (Stage stage : check.stages()) {
      current = apply(stage, current);
    }
    return Optional.of(current);
  }

  private static HostImage apply(Stage stage, HostImage image) {
    if (stage instanceof BilateralFilter bilateral) {
      return rounded(ReferenceBilateral.filter(image, bilateral), image);
    }
    GrayArray source = GrayArray.of(image);
    if (stage instanceof Depth depth) {
      return depth(source, image.type(), depth.type());
    }
    GrayArray result;
    if (stage instanceof Resize resize) {
      result = letterbox(resize, source);
    } else if (stage instanceof MedianBlur median) {
      result = ReferenceMedian.filter(source, median.kernel());
    } else if (stage instanceof NonLocalMeans means) {
      result = ReferenceNonLocalMeans.filter(source, image.type(), means);
    } else if (stage instanceof Clahe clahe) {
      result =
          ReferenceClahe.equalize(
              source, clahe.clipLimit(), clahe.tiles().width(), clahe.tiles().height());
    } else {
      throw new IllegalArgumentException("no arithmetic for stage " + stage.name());
    }
    return result.toImage(image.type());
  }

  private static HostImage depth(GrayArray source, PixelType from, PixelType to) {
    GrayArray result = new GrayArray(source.width(), source.height());
    for (int i = 0; i < source.values().length; i++) {
      int value = source.values()[i];
      result.values()[i] =
          from == to ? value : to == PixelType.U16 ? value * 257 : (value + 128) / 257;
    }
    return result.toImage(to);
  }

  private static GrayArray letterbox(Resize resize, GrayArray source) {
    Placement placement = resize.place(Rectangle.whole(source.size()));
    int width = placement.content().width();
    int height = placement.content().height();
    GrayArray content =
        resize.interpolation() == Interpolation.LINEAR
            ? ReferenceLinearResize.resize(source, width, height)
            : ReferenceAreaResize.resize(source, width, height);
    GrayArray result = new GrayArray(placement.target().width(), placement.target().height());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        result.put(placement.padLeft() + x, placement.padTop() + y, content.at(x, y));
      }
    }
    return result;
  }

  private static HostImage rounded(double[] values, HostImage like) {
    GrayArray result = new GrayArray(like.size().width(), like.size().height());
    for (int i = 0; i < values.length; i++) {
      result.values()[i] = (int) Math.rint(values[i]);
    }
    return result.toImage(like.type());
  }
}
