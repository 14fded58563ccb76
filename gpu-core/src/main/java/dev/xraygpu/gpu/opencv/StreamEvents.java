package dev.xraygpu.gpu.opencv;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Event;
import org.bytedeco.opencv.opencv_core.Stream;

/** Numbered points in time on one stream. Used with the stream's GPU current. */
final class StreamEvents implements AutoCloseable {
  private final Stream stream;
  private final List<Event> events = new ArrayList<>();

  /** Events on a stream, which stays the caller's. */
  StreamEvents(Stream stream) {
    this.stream = stream;
  }

  /** Notes when the stream comes to this point; an event that was noted before is noted anew. */
  void record(int event) {
    while (events.size() <= event) {
      events.add(new Event());
    }
    events.get(event).record(stream);
  }

  /** Time between two events that the stream has come to. */
  double milliseconds(int from, int to) {
    return Event.elapsedTime(events.get(from), events.get(to));
  }

  @Override
  public void close() {
    events.forEach(Event::close);
    events.clear();
  }
}
