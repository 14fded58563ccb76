package dev.xraygpu.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the devices of this machine and opens the one that is asked for. */
public final class DeviceSelection {
  /** The request that leaves the choice to this class. */
  public static final String AUTO = "auto";

  private final List<DeviceProvider> providers;

  /** A selection among given providers. */
  public DeviceSelection(List<DeviceProvider> providers) {
    this.providers =
        providers.stream()
            .sorted(
                Comparator.comparingInt(DeviceProvider::preference)
                    .reversed()
                    .thenComparing(DeviceProvider::name))
            .toList();
  }

  /** A selection among the providers on the class path. */
  public static DeviceSelection load() {
    List<DeviceProvider> found = new ArrayList<>();
    ServiceLoader.load(DeviceProvider.class).forEach(found::add);
    return new DeviceSelection(found);
  }

  /** An open device, and why it is this one. */
  public record Chosen(Device device, List<String> passedOver) {}

  /** What every provider says of this machine, the preferred ones first. */
  public Map<String, Availability> probeAll() {
    Map<String, Availability> found = new LinkedHashMap<>();
    for (DeviceProvider provider : providers) {
      found.put(provider.name(), provider.probe());
    }
    return found;
  }

  /**
   * Opens a device.
   *
   * @param request {@code auto} for the preferred available one, or a name such as {@code cpu},
   *     with {@code :N} for one of several
   * @return the device; with {@code auto} also a line for each one that would have been preferred
   * @throws DeviceException if it is not there: with the reason, the remedy and what there is
   *     instead
   */
  public Chosen open(String request) throws DeviceException {
    if (request.equals(AUTO)) {
      return openPreferred();
    }
    int colon = request.indexOf(':');
    String name = colon < 0 ? request : request.substring(0, colon);
    int index = colon < 0 ? 0 : parseIndex(request, request.substring(colon + 1));
    for (DeviceProvider provider : providers) {
      if (provider.name().equals(name)) {
        Availability availability = provider.probe();
        if (availability instanceof Availability.Unavailable unavailable) {
          throw new DeviceException(describe(name, unavailable));
        }
        int count = ((Availability.Available) availability).devices().size();
        if (index >= count) {
          throw new DeviceException(
              "device "
                  + request
                  + " does not exist; there "
                  + (count == 1 ? "is 1 " : "are " + count + " ")
                  + name
                  + (count == 1 ? " device" : " devices")
                  + ", numbered from 0");
        }
        return new Chosen(provider.open(index), List.of());
      }
    }
    throw new DeviceException(
        "no device '"
            + name
            + "'; there are auto, "
            + providers.stream().map(DeviceProvider::name).collect(Collectors.joining(", ")));
  }

  private Chosen openPreferred() throws DeviceException {
    List<String> passedOver = new ArrayList<>();
    for (DeviceProvider provider : providers) {
      Availability availability = provider.probe();
      if (availability instanceof Availability.Unavailable unavailable) {
        passedOver.add(describe(provider.name(), unavailable));
      } else {
        return new Chosen(provider.open(0), passedOver);
      }
    }
    throw new DeviceException("no device is available: " + String.join("; ", passedOver));
  }

  private static String describe(String name, Availability.Unavailable unavailable) {
    return "device "
        + name
        + " is not available: "
        + unavailable.reason()
        + ". "
        + unavailable.remedy();
  }

  private static int parseIndex(String request, String text) throws DeviceException {
    try {
      int index = Integer.parseInt(text);
      if (index >= 0) {
        return index;
      }
    } catch (NumberFormatException e) {
      throw new DeviceException("device '" + request + "': expected NAME or NAME:NUMBER", e);
    }
    throw new DeviceException("device '" + request + "': expected NAME or NAME:NUMBER");
  }
}
