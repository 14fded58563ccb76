package dev.xraygpu.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Makes nodes of a parser's events. Our own rather than the parser's, because nesting has to end
 * before the stack does, and because each fault has to name its key.
 */
final class YamlTree {
  /** Deeper documents are refused. */
  static final int DEEPEST = 40;

  private static final String TEXT_TAG = "tag:yaml.org,2002:str";

  private final Iterator<Event> events;
  private final Map<String, YamlNode> anchors = new HashMap<>();

  YamlTree(Iterator<Event> events) {
    this.events = events;
  }

  YamlNode document() throws YamlException {
    events.next(); // the stream's start
    Event event = events.next();
    if (!(event instanceof DocumentStartEvent)) {
      return new YamlScalar(YamlPlace.START, "", true);
    }
    Event first = events.next();
    YamlNode root = node(first, at(YamlPlace.START, first), 0);
    events.next(); // the document's end
    Event after = events.next();
    if (after instanceof DocumentStartEvent) {
      throw at(YamlPlace.START, after).fault("a second document; there can be one only");
    }
    return root;
  }

  private YamlNode node(Event event, YamlPlace place, int depth) throws YamlException {
    if (depth > DEEPEST) {
      throw place.fault("nested too deeply");
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias, place);
    }
    NodeEvent start = (NodeEvent) event;
    refuseTag(start, place);
    YamlNode node;
    if (start instanceof ScalarEvent scalar) {
      node =
          new YamlScalar(place, scalar.getValue(), scalar.isPlain() && scalar.getTag().isEmpty());
    } else if (start instanceof MappingStartEvent) {
      node = mapping(place, depth);
    } else {
      node = sequence(place, depth);
    }
    start.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
    return node;
  }

  private YamlNode aliased(AliasEvent alias, YamlPlace place) throws YamlException {
    String name = alias.getAnchor().map(Anchor::getValue).orElse("");
    @Nullable YamlNode node = anchors.get(name);
    if (node == null) {
      throw place.fault(
          "the alias *" + YamlException.shortened(name, 40) + " has no finished anchor before it");
    }
    return node;
  }

  private static void refuseTag(NodeEvent event, YamlPlace place) throws YamlException {
    Optional<String> tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag().filter(name -> !name.equals(TEXT_TAG) && !name.equals("!"))
            : ((CollectionStartEvent) event).getTag();
    if (tag.isPresent()) {
      throw place.fault("the tag " + YamlException.quoted(tag.get()) + " is not known here");
    }
  }

  private YamlNode mapping(YamlPlace place, int depth) throws YamlException {
    Map<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      YamlPlace at = at(place, event);
      if (!(node(event, at, depth + 1) instanceof YamlScalar key)) {
        throw at.fault("a key is one word, not a list or keys of its own");
      }
      YamlMapping.@Nullable Entry former = entries.get(key.text());
      if (former != null) {
        throw at.fault(
            "the key "
                + YamlException.quoted(key.text())
                + " is there twice, first in line "
                + former.key().line());
      }
      Event value = events.next();
      YamlPlace where = at(place, value);
      YamlPlace below = place.below(key.text(), where.line(), where.column());
      entries.put(key.text(), new YamlMapping.Entry(at, node(value, below, depth + 1)));
    }
    return new YamlMapping(place, entries);
  }

  private YamlNode sequence(YamlPlace place, int depth) throws YamlException {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      YamlPlace where = at(place, event);
      items.add(node(event, place.item(items.size(), where.line(), where.column()), depth + 1));
    }
    return new YamlSequence(place, items);
  }

  private static YamlPlace at(YamlPlace place, Event event) {
    Optional<Mark> mark = event.getStartMark();
    return mark.map(m -> place.at(m.getLine() + 1, m.getColumn() + 1)).orElse(place);
  }
}
