package dev.xraygpu.quality;

import java.util.Locale;

/**
 * What can be wrong. The code, {@link #toString}, is stable: scripts may rely on it. Each has a
 * page of the same name in {@code docs/findings}.
 */
public enum FindingCode {
  /** No decoder can make pixels of it. */
  UNREADABLE(Severity.ERROR, "Export the image again from its source, or remove the file."),
  /** Pixel data ends before the image does. */
  TRUNCATED(Severity.ERROR, "Copy or download the file again; its end is missing."),
  /** A side has too few pixels. */
  TOO_SMALL(Severity.ERROR, "Use the original instead of a thumbnail, or remove the file."),
  /** The mean is under 5 of 255. */
  NEARLY_BLACK(
      Severity.ERROR,
      "Look at the image: an exposure failed, its window is wrong, or 16 bits hold 12 (--bits)."),
  /** All pixels have one value. */
  CONSTANT(Severity.ERROR, "Remove the file: it shows nothing."),
  /** A known format or variant without a decoder. */
  UNSUPPORTED(
      Severity.ERROR,
      "Convert the file to PNG, TIFF or JPEG; or choose a frame or a window that it has."),
  /** Over the limits on pixels or bytes. */
  TOO_LARGE(Severity.ERROR, "Raise --max-pixels or --max-file-bytes if the file can be trusted."),
  /** Stored pixel values that the header's depth does not allow. */
  PIXEL_VALUES_OUT_OF_RANGE(
      Severity.WARNING, "Compare the image with its source: its header or its pixels are wrong."),
  /** More pixel data than the header's size needs, or further pages or frames. */
  EXTRA_PIXEL_DATA(
      Severity.WARNING,
      "Look at the image: its header may declare too few rows or frames; split files of pages."),
  /** The header and the compressed image disagree about the size. */
  SIZE_MISMATCH(
      Severity.ERROR, "Export the image again; its header and its pixels are of two images."),
  /** The name's extension is another format's. */
  WRONG_EXTENSION(Severity.INFO, "Rename the file after its content."),
  /** Colour channels were converted to gray; a warning if pixels are coloured. */
  COLOR(
      Severity.INFO, "Nothing, if the image is gray stored as colour; else look for annotations."),
  /** The header says that names are burned into the pixels. */
  BURNED_IN_ANNOTATION(
      Severity.WARNING, "Look at the image; black the text out, or remove the file."),
  /** A DICOM file's window means nothing. */
  WINDOW_UNUSABLE(Severity.WARNING, "Nothing, if the image looks right; else choose --window."),
  /** The content is no image. */
  NOT_AN_IMAGE(
      Severity.WARNING,
      "Remove the file from the dataset's folders; unpack an archive; give a table of labels as"
          + " --labels."),
  /** A symbolic link leaves the dataset's root. */
  OUTSIDE_ROOT(
      Severity.ERROR, "Copy the file into the dataset; links that leave it are not followed."),
  /** The values of nearly all images have fewer bits than they are stored in. */
  UNUSED_RANGE(
      Severity.WARNING,
      "Say how many bits the values have, such as --bits 12, or scale them when exporting."),
  /** Images of 8 and of 16 bits, which stages change otherwise. */
  MIXED_DEPTHS(
      Severity.WARNING, "Give all images one depth, --depth 8 or 16; nothing without CLAHE."),
  /** A file lies beside the split folders. */
  NO_SPLIT(
      Severity.WARNING,
      "Move the file into train, val or test, or list it in --labels or --splits; nothing, if it is"
          + " no image."),
  /** Folders of classes whose names look like splits. */
  SPLIT_IN_NAME(
      Severity.WARNING,
      "Arrange the files as {train,val,test}/CLASS/*, or tell split and class in --labels; nothing,"
          + " if these are classes."),
  /** A mask that belongs to an image of the dataset. */
  SEGMENTATION_MASK(
      Severity.WARNING,
      "Nothing, if it is a mask: it was left out; else rename its folder, or list it in --labels."),
  /** A second copy of the dataset inside itself. */
  NESTED_COPY(Severity.WARNING, "Remove the inner copy; it was not read."),
  /** The dataset lies in a folder of the given one. */
  DATASET_IN_SUBFOLDER(
      Severity.INFO, "Nothing; giving that folder as the dataset shortens the paths."),
  /** A row of the label file names no file. */
  MISSING_FILE(Severity.ERROR, "Correct the path in the label file, or remove its row."),
  /** A file has no row in the label file. */
  NO_LABEL(
      Severity.WARNING,
      "Add a row to the label file, or a --labels that has one, or remove the file."),
  /** Another file has the same bytes. */
  EXACT_DUPLICATE(Severity.WARNING, "Remove all copies but the one to keep."),
  /** Another file has the same pixels. */
  SAME_PIXELS(Severity.WARNING, "Remove all copies but the one to keep."),
  /** Another file shows the same exposure. */
  NEAR_DUPLICATE(Severity.WARNING, "Look at both, and remove all copies but the one to keep."),
  /** Copies of one exposure lie in several splits. */
  LEAKAGE_DUPLICATE(
      Severity.ERROR, "Remove the copies, or move them into one split: --fix-splits writes how."),
  /** One patient's images lie in several splits. */
  LEAKAGE_PATIENT(
      Severity.ERROR, "Move the patient's images into one split: --fix-splits writes how."),
  /** Copies of one exposure have different labels. */
  LABEL_CONFLICT(Severity.ERROR, "Find out which label is right; at most one can be."),
  /** An image is labelled as having nothing and something. */
  LABEL_CONTRADICTION(
      Severity.WARNING, "Correct the labels: an image without a finding has no other class."),
  /** Images of one study contradict each other in a class. */
  STUDY_LABEL_CONFLICT(
      Severity.WARNING,
      "Nothing, if labels are of single images, and not all show it; else correct the labels."),
  /** One patient's images have different labels. */
  PATIENT_LABEL_CONFLICT(
      Severity.WARNING,
      "Nothing, if the patient's state changed between the images; else correct."),
  /** Classes whose names differ in case, blanks or encoding alone. */
  CLASS_NAMES_ALIKE(
      Severity.WARNING, "Give the class one name, unless these are meant to be different classes."),
  /** A class that one split alone has. */
  CLASS_IN_ONE_SPLIT(Severity.WARNING, "Check the class's name, or distribute its images anew."),
  /** A class of almost no images. */
  RARE_CLASS(Severity.WARNING, "Check the class's name, add images, or leave the class out."),
  /** A second label file says something else. */
  LABELS_DIFFER(Severity.WARNING, "Find out which of both files is right."),
  /** The region to crop to could not be found with confidence. */
  CROP_UNCERTAIN(
      Severity.WARNING,
      "Look at the image: it may be turned, no frontal chest, or hardly exposed."),
  /** Letters, numbers or a marker are burned into the pixels. */
  BURNED_IN_TEXT(
      Severity.INFO,
      "Mask it (--mask-artifacts fill): a model can learn letters instead of lungs."),
  /** The header does not say all numbers of how the image was taken. */
  MISSING_ACQUISITION(
      Severity.WARNING,
      "Leave the column out; or take the median (--on-fault missing-acquisition=impute)."),
  /** Corners or lines of the image hold no pixels. */
  MISSING_REGION(
      Severity.WARNING,
      "Export the image again; or make the pixels up (--on-fault missing-region=impute)."),
  /** The noise filter takes structure of the image away. */
  DENOISE_TOO_STRONG(
      Severity.WARNING, "Look at it with inspect --stage denoise; choose a weaker filter."),
  /** A stage failed on this image. */
  STAGE_FAILED(
      Severity.ERROR,
      "Do what the message says, or report the image: a stage should accept every decoded image."),
  /** Much brighter or darker than the dataset's other images. */
  UNUSUAL_BRIGHTNESS(
      Severity.WARNING,
      "Look at the image: its exposure or its window differs, or 16 bits hold 12 (--bits)."),
  /** Much more or less contrast than the others. */
  UNUSUAL_CONTRAST(Severity.WARNING, "Look at the image: it may be washed out, or no X-ray."),
  /** Much sharper or more blurred than the others. */
  UNUSUAL_SHARPNESS(
      Severity.WARNING, "Look at the image: it may be blurred, enlarged, noisy or a drawing."),
  /** Many more or fewer pixels than the others. */
  UNUSUAL_SIZE(Severity.INFO, "Look for a thumbnail or a scan among originals."),
  /** Much wider or taller than the others. */
  UNUSUAL_ASPECT(Severity.INFO, "Look at the image: it may be cropped, or turned on its side."),
  /** Colour channels where nearly all others have none. */
  COLOR_AMONG_GRAY(Severity.WARNING, "Look for annotations, or for a picture that is no X-ray."),
  /** Black and white are exchanged, by comparison with the others. */
  INVERTED(Severity.WARNING, "Invert the image when exporting it; bones are to be white."),
  /** A measure of the file tells classes apart. */
  SHORTCUT(
      Severity.WARNING,
      "A model can learn this instead of the disease: balance it, remove it, or report results with"
          + " it held constant."),
  /** A measure differs between splits. */
  SPLIT_SHIFT(Severity.INFO, "Results on that split may not compare; split at random by patient.");

  private final Severity severity;
  private final String remedy;

  FindingCode(Severity severity, String remedy) {
    this.severity = severity;
    this.remedy = remedy;
  }

  /** How bad it usually is; a finding may say otherwise. */
  public Severity severity() {
    return severity;
  }

  /** What the user can do about it, in one line. */
  public String remedy() {
    return remedy;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
