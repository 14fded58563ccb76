package dev.xraygpu.dicom.display;

import dev.xraygpu.dicom.DicomDataSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an attribute of a frame may stand: in the frame's own functional group, in the group that
 * all frames share (PS3.3, C.7.6.16), or, in files of the older kind, at the top.
 *
 * @param dataSet of the file
 * @param frame from 1
 */
record FunctionalGroups(DicomDataSet dataSet, int frame) {
  /**
   * Data sets to ask for a macro's attributes, in the order of their weight.
   *
   * @param macro tag of the macro's sequence
   */
  List<DicomDataSet> of(int macro) {
    List<DicomDataSet> candidates = new ArrayList<>();
    List<DicomDataSet> frames = dataSet.sequence(DisplayTag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    if (frame <= frames.size()) {
      candidates.addAll(frames.get(frame - 1).sequence(macro));
    }
    for (DicomDataSet shared : dataSet.sequence(DisplayTag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE)) {
      candidates.addAll(shared.sequence(macro));
    }
    candidates.add(dataSet);
    return candidates;
  }

  /** The first of these data sets that has a value of a tag; the file's own if none has. */
  DicomDataSet with(int macro, int tag) {
    for (DicomDataSet candidate : of(macro)) {
      if (candidate.contains(tag)) {
        return candidate;
      }
    }
    return dataSet;
  }
}
