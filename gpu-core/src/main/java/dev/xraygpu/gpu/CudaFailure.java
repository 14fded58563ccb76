package dev.xraygpu.gpu;

import dev.xraygpu.device.DeviceException;

/** What an error of CUDA means for the work that is going on. */
public enum CudaFailure {
  /** There is no room: less at once may work. */
  OUT_OF_MEMORY,
  /** The context or the device is gone: no later call of this process can work. */
  DEVICE_LOST,
  /** This call failed, for another reason than room. */
  CALL_FAILED;

  /** The same in the words of the device SPI. */
  public DeviceException.Kind kind() {
    return switch (this) {
      case OUT_OF_MEMORY -> DeviceException.Kind.OUT_OF_MEMORY;
      case DEVICE_LOST -> DeviceException.Kind.LOST;
      case CALL_FAILED -> DeviceException.Kind.FAILED;
    };
  }

  /**
   * The meaning of a code of the runtime or the driver.
   *
   * <p>Errors of a kernel that ran wild (illegal address, launch failure and their like) destroy
   * the context: every later call returns the same error until the process ends.
   */
  public static CudaFailure of(int code) {
    return switch (code) {
      case 2, 701 -> OUT_OF_MEMORY;
      case 3, // initialisation
          4, // unloading
          46, // devices unavailable
          100, // no device
          101, // invalid device
          201, // context is none
          214, // uncorrectable ECC error
          220, // uncorrectable NVLink error
          226, // contained error
          304, // operating system
          700, // illegal address
          702, // launch timeout
          709, // context is destroyed
          710, // assertion of a kernel
          714, // hardware stack error
          715, // illegal instruction
          716, // misaligned address
          717, // invalid address space
          718, // invalid program counter
          719, // launch failure
          802, // system not ready
          810, // MPS client terminated
          999 // unknown
          ->
          DEVICE_LOST;
      default -> CALL_FAILED;
    };
  }
}
