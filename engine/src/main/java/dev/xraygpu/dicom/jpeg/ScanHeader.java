package dev.xraygpu.dicom.jpeg;

/**
 * What a scan decodes (ISO/IEC 10918-1, B.2.3).
 *
 * @param components of the frame, interleaved if several
 * @param dc tables of DC coefficients or of lossless differences, one for each component
 * @param ac tables of AC coefficients, one for each component
 * @param start first coefficient of the band, or the predictor's number
 * @param end last coefficient of the band
 * @param high bits that were decoded before, of a refining scan
 * @param low bits left for later scans, or the point transform
 * @param interval MCUs between restart markers; 0 if there are none
 */
record ScanHeader(
    FrameComponent[] components,
    HuffmanTable[] dc,
    HuffmanTable[] ac,
    int start,
    int end,
    int high,
    int low,
    int interval) {}
