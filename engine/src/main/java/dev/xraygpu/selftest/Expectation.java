package dev.xraygpu.selftest;

import dev.xraygpu.device.DeviceException;
import dev.xraygpu.image.HostImage;
import java.util.Optional;

/** What a device should compute. */
public interface Expectation {
  /** How it is called in a sentence: "cuda against cpu". */
  String name();

  /** The result of a check for one image, or nothing where it is not known. */
  Optional<HostImage> of(Check check, HostImage image) throws DeviceException;
}
