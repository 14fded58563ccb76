package dev.xraygpu.dicom.codec;

import dev.xraygpu.dicom.PixelLayout;
import dev.xraygpu.dicom.TransferSyntax;
import java.nio.ByteBuffer;

/**
 * A frame as it is in the file.
 *
 * @param stream its compressed bytes without gaps, from position 0 to the limit; not to be changed
 * @param syntax how the file says that they are compressed
 * @param layout what the header says of the samples, held against the limits already
 */
public record EncodedFrame(ByteBuffer stream, TransferSyntax syntax, PixelLayout layout) {}
