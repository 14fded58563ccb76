package dev.xraygpu.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

  /**
   * An open device, and why it is this one.
   *
   * @param device for which the caller cares from now on
   * @param request what was asked for
   * @param passedOver a line for each device that was not taken although it might have been
   */
  public record Chosen(Device device, String request, List<String> passedOver) {}

  /** What every provider says of this machine, the preferred ones first. */
  public Map<String, Availability> probeAll() {
    Map<String, Availability> found = new LinkedHashMap<>();
    for (DeviceProvider provider : providers) {
      found.put(provider.name(), provider.probe());
    }
    return found;
  }

  /**
   * Opens a device. Its failed batches are {@linkplain RetryingDevice tried again} in parts.
   *
   * @param request {@code auto} for the preferred available one, or a name such as {@code cpu},
   *     with {@code :N} for one of several or {@code :all} for all of them as one
   * @return the device; with {@code auto} also a line for each one that would have been preferred
   * @throws DeviceException if it is not there: with the reason, the remedy and what there is
   *     instead
   */
  public Chosen open(String request) throws DeviceException {
    if (request.equals(AUTO)) {
      return openPreferred();
    }
    DeviceRequest parsed = DeviceRequest.parse(request);
    for (DeviceProvider provider : providers) {
      if (provider.name().equals(parsed.name())) {
        return open(provider, parsed);
      }
    }
    throw new DeviceException(
        "no device '"
            + parsed.name()
            + "'; there are auto, "
            + providers.stream().map(DeviceProvider::name).collect(Collectors.joining(", ")));
  }

  /**
   * Opens several devices, whatever the order of the requests, those of preferred providers first:
   * the CPU takes a library that a GPU needs in a build of its own as it finds it.
   *
   * @return in the order of the requests
   * @throws DeviceException if one of them is not there; none is open then
   */
  public List<Chosen> openAll(List<String> requests) throws DeviceException {
    int[] preferences = new int[requests.size()];
    for (int i = 0; i < preferences.length; i++) {
      preferences[i] = preference(DeviceRequest.parse(requests.get(i)).name());
    }
    Comparator<Integer> preferredLast = Comparator.comparingInt(i -> preferences[i]);
    List<Integer> order =
        IntStream.range(0, preferences.length).boxed().sorted(preferredLast.reversed()).toList();
    SortedMap<Integer, Chosen> opened = new TreeMap<>();
    try {
      for (int i : order) {
        opened.put(i, open(requests.get(i)));
      }
    } catch (DeviceException | RuntimeException | Error e) {
      opened.values().forEach(chosen -> chosen.device().close());
      throw e;
    }
    return List.copyOf(opened.values());
  }

  private int preference(String name) {
    return providers.stream()
        .filter(provider -> provider.name().equals(name))
        .mapToInt(DeviceProvider::preference)
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }

  private static Chosen open(DeviceProvider provider, DeviceRequest request)
      throws DeviceException {
    Availability availability = provider.probe();
    if (availability instanceof Availability.Unavailable unavailable) {
      throw new DeviceException(unavailable.describe("device " + request.name() + " is"));
    }
    Availability.Available available = (Availability.Available) availability;
    if (request.which() instanceof DeviceRequest.All) {
      List<String> leftOut = new ArrayList<>();
      available.unusable().forEach(unusable -> leftOut.add(describe(provider, unusable)));
      return new Chosen(openGroup(provider, available), request.text(), leftOut);
    }
    int index =
        request.which() instanceof DeviceRequest.Numbered numbered
            ? numbered.index()
            : available.devices().get(0).index();
    for (Availability.Unusable unusable : available.unusable()) {
      if (unusable.index() == index) {
        throw new DeviceException(describe(provider, unusable));
      }
    }
    if (available.devices().stream().noneMatch(device -> device.index() == index)) {
      int count = available.devices().size() + available.unusable().size();
      throw new DeviceException(
          "device "
              + request.text()
              + " does not exist; there "
              + (count == 1 ? "is 1 " : "are " + count + " ")
              + request.name()
              + (count == 1 ? " device" : " devices")
              + ", numbered from 0");
    }
    return new Chosen(open(provider, index), request.text(), List.of());
  }

  private static Device open(DeviceProvider provider, int index) throws DeviceException {
    return new RetryingDevice(provider.open(index));
  }

  private static Device openGroup(DeviceProvider provider, Availability.Available available)
      throws DeviceException {
    List<Device> opened = new ArrayList<>();
    try {
      for (DeviceDescription device : available.devices()) {
        opened.add(open(provider, device.index()));
      }
    } catch (DeviceException | RuntimeException | Error e) {
      opened.forEach(Device::close);
      throw e;
    }
    return opened.size() == 1 ? opened.get(0) : new DeviceGroup(opened);
  }

  private Chosen openPreferred() throws DeviceException {
    // Devices that lack the same thing are named together.
    Map<Availability.Unavailable, List<String>> missing = new LinkedHashMap<>();
    for (DeviceProvider provider : providers) {
      Availability availability = provider.probe();
      if (availability instanceof Availability.Unavailable unavailable) {
        missing.computeIfAbsent(unavailable, reason -> new ArrayList<>()).add(provider.name());
        continue;
      }
      int index = ((Availability.Available) availability).devices().get(0).index();
      try {
        return new Chosen(open(provider, index), AUTO, describe(missing));
      } catch (DeviceException e) {
        missing.put(
            new Availability.Unavailable(
                "it does not open: " + e.getMessage(), "Ask for it by name to see only this."),
            new ArrayList<>(List.of(provider.name())));
      }
    }
    throw new DeviceException("no device is available: " + String.join(" ", describe(missing)));
  }

  private static List<String> describe(Map<Availability.Unavailable, List<String>> missing) {
    List<String> lines = new ArrayList<>();
    missing.forEach(
        (reason, names) ->
            lines.add(
                reason.describe(
                    names.size() == 1
                        ? "device " + names.get(0) + " is"
                        : "devices " + String.join(" and ", names) + " are")));
    return lines;
  }

  private static String describe(DeviceProvider provider, Availability.Unusable unusable) {
    return new Availability.Unavailable(unusable.reason(), unusable.remedy())
        .describe(
            "device "
                + provider.name()
                + ":"
                + unusable.index()
                + " ("
                + unusable.hardware()
                + ") is");
  }
}
