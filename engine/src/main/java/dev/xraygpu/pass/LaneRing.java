package dev.xraygpu.pass;

import dev.xraygpu.device.Device;
import dev.xraygpu.device.DeviceException;
import dev.xraygpu.device.Lane;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.device.LaneSpecification;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.statistics.PixelStatistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One worker's lanes, used in turn: while one is filled, those before it upload, compute and
 * download. A lane is waited for only when it is needed again.
 *
 * @param <T> what belongs to each image and comes back with its result
 */
final class LaneRing<T> implements AutoCloseable {
  /** Takes the results of a batch, in order. */
  interface Consumer<T> {
    /**
     * One image is done.
     *
     * @param result valid during this call only
     */
    void accept(T image, LaneResult result) throws IOException, RunException;
  }

  private final List<Entry<T>> entries = new ArrayList<>();
  private final Consumer<T> consumer;
  private int current;

  private static final class Entry<T> {
    final Lane lane;
    final List<T> images = new ArrayList<>();
    boolean inFlight;

    Entry(Lane lane) {
      this.lane = lane;
    }
  }

  LaneRing(Device device, LaneSpecification specification, Consumer<T> consumer)
      throws DeviceException {
    this.consumer = consumer;
    device.openLanes(specification).forEach(lane -> entries.add(new Entry<>(lane)));
  }

  /** The lane that has room for the next image. */
  Lane filling() throws DeviceException, IOException, RunException {
    Entry<T> entry = entries.get(current);
    if (entry.inFlight) {
      finish(entry);
    }
    return entry.lane;
  }

  /** Notes that an image was added to the {@link #filling} lane; submits the lane if it is full. */
  void added(T image) throws DeviceException, IOException, RunException {
    Entry<T> entry = entries.get(current);
    entry.images.add(image);
    if (entry.lane.full()) {
      submit(entry);
    }
  }

  private void submit(Entry<T> entry) throws DeviceException, IOException, RunException {
    entry.lane.submit();
    entry.inFlight = true;
    current = (current + 1) % entries.size();
    if (entries.size() == 1) {
      finish(entry);
    }
  }

  private void finish(Entry<T> entry) throws DeviceException, IOException, RunException {
    List<LaneResult> results = entry.lane.await();
    entry.inFlight = false;
    if (results.size() != entry.images.size()) {
      throw new DeviceException(
          "a lane returned " + results.size() + " results for " + entry.images.size() + " images");
    }
    for (int i = 0; i < results.size(); i++) {
      consumer.accept(entry.images.get(i), results.get(i));
    }
    entry.images.clear();
  }

  /** Submits what is there, waits for all lanes, and takes their statistics. */
  void drain(PixelStatistics input, PixelStatistics processed)
      throws DeviceException, IOException, RunException {
    if (entries.get(current).lane.pending() > 0) {
      submit(entries.get(current));
    }
    // From the oldest to the newest, so that results come in the order of submission.
    for (int i = 0; i < entries.size(); i++) {
      Entry<T> entry = entries.get((current + i) % entries.size());
      if (entry.inFlight) {
        finish(entry);
      }
    }
    for (Entry<T> entry : entries) {
      entry.lane.drainStatistics(input, processed);
    }
  }

  @Override
  public void close() {
    entries.forEach(entry -> entry.lane.close());
  }
}
