/**
 * The device {@code cuda}: our own kernels, equal to the CPU device bit for bit.
 *
 * <p>A {@link dev.xraygpu.gpu.cuda.CudaLane} plans a batch on the host: a {@code CudaStage} for
 * each stage writes a task per image, with device addresses in it, and names the kernels to start.
 * Then everything goes on the lane's stream at once: copies up, kernels, copies down. The kernels
 * are in {@code src/main/cuda}, and {@code kernels.ptx} is what nvcc made of them.
 */
@NullMarked
package dev.xraygpu.gpu.cuda;

import org.jspecify.annotations.NullMarked;
