package dev.xraygpu.dataset;

import dev.xraygpu.failure.OneLine;
import java.util.Locale;
import java.util.SortedSet;

/** Counts images, to tell why folders need not be the classes that they are taken for. */
final class DoubtOfClasses {
  /** More folders of fewer images each than this are hardly meant as classes. */
  private static final int MOST_CLASSES = 20;

  private static final int FEWEST_IMAGES_EACH = 10;

  /** Of so many folders one may be a class, and have its images in folders of patients' studies. */
  private static final int FEW_CLASSES = 2;

  /** A study and a series. */
  private static final int FOLDERS_OF_A_PATIENT = 2;

  private final FolderLayout folders;
  private final boolean isMedium;
  private boolean hasImages;
  private int imagesInClasses;
  private int imagesInFoldersOfPatients;

  /**
   * No image yet.
   *
   * @param isMedium whether the folders are no classes because they are those of a DICOM medium
   */
  DoubtOfClasses(FolderLayout folders, boolean isMedium) {
    this.folders = folders;
    this.isMedium = isMedium;
  }

  /**
   * Adds an image.
   *
   * @param label the folder that is taken for its class; empty if there is none
   */
  void add(String path, String label) {
    hasImages = true;
    if (!label.isEmpty()) {
      imagesInClasses++;
      int base = folders.base().length();
      int start =
          path.startsWith(label + "/", base) ? base : path.indexOf("/" + label + "/", base) + 1;
      String inClass = path.substring(start + label.length() + 1);
      long foldersBelow = inClass.chars().filter(c -> c == '/').count();
      if (foldersBelow >= FOLDERS_OF_A_PATIENT) {
        imagesInFoldersOfPatients++;
      }
    }
  }

  /**
   * The doubt, as a clause.
   *
   * @param classes of all images
   * @return empty if there is none
   */
  String text(SortedSet<String> classes) {
    if (!hasImages) {
      return "";
    }
    if (classes.isEmpty()) {
      return isMedium
          ? "no image has a class, as the folders are those of a DICOM medium, which its DICOMDIR"
              + " lists"
          : "no image has a class, as no folder names one";
    }
    // A folder alone need not be meant as a class; within splits it hardly is anything else.
    if (classes.size() == 1 && folders.layout() == Layout.CLASS_FOLDERS) {
      return "the only class is " + OneLine.of(classes.first()) + ", a folder's name";
    }
    boolean few = imagesInClasses < (long) FEWEST_IMAGES_EACH * classes.size();
    boolean nested = classes.size() > FEW_CLASSES && imagesInFoldersOfPatients == imagesInClasses;
    return few && (nested || classes.size() > MOST_CLASSES)
        ? String.format(
            Locale.ROOT,
            "%,d folders, such as %s, are taken for classes, and have %.1f images each on average%s,"
                + " as folders of patients or studies do",
            classes.size(),
            OneLine.of(classes.first()),
            (double) imagesInClasses / classes.size(),
            nested ? ", in folders within folders" : "")
        : "";
  }
}
