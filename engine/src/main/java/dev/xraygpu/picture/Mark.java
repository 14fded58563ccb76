package dev.xraygpu.picture;

import dev.xraygpu.image.Rectangle;

/**
 * A box drawn on an image.
 *
 * @param area in pixels of that image
 * @param ink its colour
 * @param stroke solid where it changes the pixels, dashed where it was only seen
 * @param label a few words at its corner; may be empty
 */
public record Mark(Rectangle area, Ink ink, Canvas.Stroke stroke, String label) {}
