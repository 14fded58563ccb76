/**
 * The device {@code opencv-cuda}: OpenCV's CUDA modules on an NVIDIA GPU. {@link
 * dev.xraygpu.gpu.opencv.LaneCalls} is all it asks of OpenCV and CUDA; the rest decides what is
 * asked, in which order, over which memory, and is tested without a GPU.
 */
@NullMarked
package dev.xraygpu.gpu.opencv;

import org.jspecify.annotations.NullMarked;
