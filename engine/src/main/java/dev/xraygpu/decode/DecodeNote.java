package dev.xraygpu.decode;

import dev.xraygpu.quality.FindingCode;

/**
 * What a decoder noticed about an image that it did decode.
 *
 * @param code what
 * @param message what exactly, in one line, without the file's name
 */
public record DecodeNote(FindingCode code, String message) {}
