package dev.xraygpu.selftest;

import dev.xraygpu.image.PixelType;
import java.util.Optional;

/**
 * What came out of one case.
 *
 * @param check what was compared
 * @param type for which pixels
 * @param images how many
 * @param pixels how many
 * @param differing pixels that are not the same
 * @param largest difference of a pixel
 * @param mean difference of all pixels
 * @param tolerance what is allowed
 * @param problem anything else that is wrong, such as a stage that failed or wrong counts
 * @param passed whether all is as published
 */
public record CheckResult(
    Check check,
    PixelType type,
    long images,
    long pixels,
    long differing,
    int largest,
    double mean,
    Tolerance tolerance,
    Optional<String> problem,
    boolean passed) {}
