package dev.xraygpu.device;

/**
 * One device, as it is shown to a person.
 *
 * @param provider the provider's name, such as {@code cpu}
 * @param index its place among the provider's devices, from 0
 * @param hardware what it is, such as a processor's or a card's name
 * @param software what runs on it, with versions
 */
public record DeviceDescription(String provider, int index, String hardware, String software) {}
