package dev.xraygpu.region;

/**
 * A square of the small copy in which the image itself has sharp edges.
 *
 * @param x its column in the small copy
 * @param y its row in the small copy
 * @param level the brightest pixel at any of its edges
 * @param dark the mean of the darker sides of its edges
 * @param leftwards edges whose bright side is on the left
 * @param rightwards edges whose bright side is on the right
 * @param upwards edges whose bright side is above
 * @param downwards edges whose bright side is below
 */
record SharpSquare(
    int x,
    int y,
    int level,
    double dark,
    int leftwards,
    int rightwards,
    int upwards,
    int downwards) {}
