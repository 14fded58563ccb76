package dev.xraygpu.bench;

import dev.xraygpu.device.Device;

/**
 * A device that is measured.
 *
 * @param name what it goes by in the report: as it was asked for, so that several GPUs of one
 *     provider are told apart
 * @param device open
 */
public record BenchmarkedDevice(String name, Device device) {}
