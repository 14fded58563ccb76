package dev.xraygpu.gpu.nvml;

import dev.xraygpu.device.DeviceMeter.Energy;

/** Where a card's counter of energy is read. */
public interface CardEnergy extends AutoCloseable {
  /**
   * A card's counter at this moment. Never throws: what goes wrong is the reason.
   *
   * @param pciBusId where the card is, as {@code 0000:3b:00.0}: CUDA and NVML count cards in
   *     different orders
   */
  Energy of(String pciBusId);

  /** Gives the library back. */
  @Override
  void close();
}
