package dev.xraygpu.gpu;

/**
 * What a device needs of a machine.
 *
 * @param provider the device's name
 * @param software what runs on it, with versions
 * @param driverVersion oldest CUDA the driver must know: {@code 1000 * major + 10 * minor}
 * @param code for which GPUs there is code
 * @param freeBytes least free memory of a GPU that makes sense
 */
public record CudaRequirements(
    String provider, String software, int driverVersion, MachineCode code, long freeBytes) {
  /** CUDA 13.0, whose first driver is 580: what the runtime library of this program is made for. */
  public static final int CUDA_13 = 13_000;

  /** Room for the context and a few small batches. */
  public static final long LEAST_FREE_BYTES = 512L << 20;
}
