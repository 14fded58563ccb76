package dev.xraygpu.pipeline;

import dev.xraygpu.image.Size;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The short forms of the command line: {@code median:3}, {@code bilateral:5:50:50}, {@code
 * non-local-means:3:7:21}, {@code 2.0:8x8}, {@code 224x224}, {@code 0.48,0.22}.
 */
public final class StageText {
  private static final int MAX_SHOWN = 100;

  private StageText() {}

  /**
   * A size: {@code 224} or {@code WIDTHxHEIGHT}.
   *
   * @throws PipelineFormatException naming {@code key} if it is something else
   */
  public static Size size(String key, String text) throws PipelineFormatException {
    String[] sides = text.trim().toLowerCase(Locale.ROOT).split("x", -1);
    try {
      if (sides.length == 1) {
        return Size.square(Integer.parseInt(sides[0].trim()));
      } else if (sides.length == 2) {
        return new Size(Integer.parseInt(sides[0].trim()), Integer.parseInt(sides[1].trim()));
      }
    } catch (IllegalArgumentException e) {
      throw new PipelineFormatException(expected(key, text, "224 or WIDTHxHEIGHT"), e);
    }
    throw new PipelineFormatException(expected(key, text, "224 or WIDTHxHEIGHT"));
  }

  /**
   * A denoising stage: {@code median:3}, {@code bilateral:5:50:50}, {@code non-local-means:3:7:21}
   * or {@code none}.
   */
  public static Optional<Stage> denoise(String text) throws PipelineFormatException {
    String form =
        "median:3, median:5, bilateral:DIAMETER:SIGMA_COLOR:SIGMA_SPACE,"
            + " non-local-means:STRENGTH:TEMPLATE:SEARCH or none";
    List<String> parts = List.of(text.trim().toLowerCase(Locale.ROOT).split(":", -1));
    try {
      switch (parts.get(0)) {
        case "none" -> {
          if (parts.size() == 1) {
            return Optional.empty();
          }
        }
        case "median" -> {
          if (parts.size() <= 2) {
            return Optional.of(
                new MedianBlur(parts.size() == 1 ? 3 : Integer.parseInt(parts.get(1))));
          }
        }
        case "bilateral" -> {
          if (parts.size() == 1) {
            return Optional.of(new BilateralFilter(5, 50, 50));
          } else if (parts.size() == 4) {
            return Optional.of(
                new BilateralFilter(
                    Integer.parseInt(parts.get(1)),
                    Double.parseDouble(parts.get(2)),
                    Double.parseDouble(parts.get(3))));
          }
        }
        case "non-local-means" -> {
          NonLocalMeans usual = NonLocalMeans.DEFAULT;
          if (parts.size() == 1) {
            return Optional.of(usual);
          } else if (parts.size() == 2 || parts.size() == 4) {
            boolean windows = parts.size() == 4;
            return Optional.of(
                new NonLocalMeans(
                    Double.parseDouble(parts.get(1)),
                    windows ? Integer.parseInt(parts.get(2)) : usual.template(),
                    windows ? Integer.parseInt(parts.get(3)) : usual.search()));
          }
        }
        default -> {}
      }
    } catch (NumberFormatException e) {
      throw new PipelineFormatException(expected("denoise", text, form), e);
    } catch (IllegalArgumentException e) {
      throw new PipelineFormatException(String.valueOf(e.getMessage()), e);
    }
    throw new PipelineFormatException(expected("denoise", text, form));
  }

  /** CLAHE: {@code CLIP_LIMIT:TILESxTILES} or {@code none}. */
  public static Optional<Stage> clahe(String text) throws PipelineFormatException {
    String form = "CLIP_LIMIT:TILESxTILES such as 2.0:8x8, or none";
    if (text.trim().equalsIgnoreCase("none")) {
      return Optional.empty();
    }
    String[] parts = text.trim().split(":", -1);
    if (parts.length > 2) {
      throw new PipelineFormatException(expected("clahe", text, form));
    }
    try {
      Size tiles = parts.length == 1 ? Size.square(8) : size("clahe", parts[1]);
      return Optional.of(new Clahe(Double.parseDouble(parts[0]), tiles));
    } catch (NumberFormatException | PipelineFormatException e) {
      throw new PipelineFormatException(expected("clahe", text, form), e);
    } catch (IllegalArgumentException e) {
      throw new PipelineFormatException(String.valueOf(e.getMessage()), e);
    }
  }

  /** A crop: {@code border}, {@code body}, {@code lungs}, with {@code :MARGIN}, or {@code none}. */
  public static Optional<Stage> crop(String text) throws PipelineFormatException {
    if (text.trim().equalsIgnoreCase("none")) {
      return Optional.empty();
    }
    String form = "border, body, lungs, REGION:MARGIN_PERCENT such as lungs:5, or none";
    String[] parts = text.trim().split(":", -1);
    if (parts.length > 2) {
      throw new PipelineFormatException(expected("crop", text, form));
    }
    Crop.Region region = constant(Crop.Region.class, "crop", parts[0]);
    try {
      double margin = parts.length == 1 ? Crop.DEFAULT_MARGIN : Double.parseDouble(parts[1]);
      return Optional.of(new Crop(region, margin));
    } catch (NumberFormatException e) {
      throw new PipelineFormatException(expected("crop", text, form), e);
    } catch (IllegalArgumentException e) {
      throw new PipelineFormatException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Masking of artifacts: {@code fill}, {@code inpaint}, {@code flag} or {@code none}. */
  public static Optional<Stage> maskArtifacts(String text) throws PipelineFormatException {
    if (text.trim().equalsIgnoreCase("none")) {
      return Optional.empty();
    }
    return Optional.of(
        new MaskArtifacts(constant(MaskArtifacts.Action.class, "mask-artifacts", text)));
  }

  /** A constant of an enumeration, by its name in lower case. */
  public static <E extends Enum<E>> E constant(Class<E> type, String key, String text)
      throws PipelineFormatException {
    StringBuilder names = new StringBuilder();
    for (E constant : List.of(type.getEnumConstants())) {
      String name = constant.name().toLowerCase(Locale.ROOT);
      if (name.equals(text.trim().toLowerCase(Locale.ROOT))) {
        return constant;
      }
      names.append(names.length() == 0 ? "" : ", ").append(name);
    }
    throw new PipelineFormatException(expected(key, text, "one of " + names));
  }

  private static String expected(String key, String text, String form) {
    return key + ": expected " + form + ", not '" + shown(text) + "'";
  }

  /** Somebody's text as a message quotes it: in full where it is short. */
  static String shown(Object value) {
    String text = String.valueOf(value);
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }
}
