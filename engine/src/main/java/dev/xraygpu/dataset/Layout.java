package dev.xraygpu.dataset;

import java.util.Locale;

/** How a dataset says which split and which class a file belongs to. */
public enum Layout {
  /** {@code root/{train,val,test}/CLASS/**}. */
  SPLIT_FOLDERS,
  /** {@code root/CLASS/**}, without splits. */
  CLASS_FOLDERS,
  /** Files without classes: directly in the root, or in folders of patients. */
  FLAT,
  /** A CSV file with the columns path, label and optionally split and patient. */
  LABEL_FILE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
