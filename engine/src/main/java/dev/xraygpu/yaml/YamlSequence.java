package dev.xraygpu.yaml;

import java.util.List;

/**
 * A list.
 *
 * @param place where it begins
 * @param items in their order
 */
public record YamlSequence(YamlPlace place, List<YamlNode> items) implements YamlNode {
  /** Copies the list. */
  public YamlSequence {
    items = List.copyOf(items);
  }

  @Override
  public String shown() {
    return "a list";
  }
}
