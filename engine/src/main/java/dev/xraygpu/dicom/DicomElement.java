package dev.xraygpu.dicom;

import java.util.List;

/**
 * One element of a data set. Its value stays where it is, in the bytes that were read.
 *
 * @param tag group in the upper, element in the lower 16 bits
 * @param vr how the value is stored, as the file says or, with implicit VR, the dictionary
 * @param offset of the value's first byte in the data set's bytes
 * @param length of the value in bytes; 0 for sequences
 * @param items of a sequence; empty for all else
 */
public record DicomElement(
    int tag, ValueRepresentation vr, int offset, int length, List<DicomDataSet> items) {}
