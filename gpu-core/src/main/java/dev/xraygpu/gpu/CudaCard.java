package dev.xraygpu.gpu;

/**
 * One GPU.
 *
 * @param index CUDA's number of it, after {@code CUDA_VISIBLE_DEVICES}
 * @param name such as {@code NVIDIA H100}
 * @param capability its generation
 */
public record CudaCard(int index, String name, ComputeCapability capability) {}
