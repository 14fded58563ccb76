package dev.xraygpu.run;

import dev.xraygpu.dataset.Split;
import dev.xraygpu.sink.Shards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code shards.json}: which archives there are and how many images each has. */
final class ShardsFile {
  /** The file's name. */
  static final String NAME = "shards.json";

  private ShardsFile() {}

  static void write(Path folder, Shards shards) throws IOException {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    for (Split split : Split.values()) {
      if (shards.of(split) == 0) {
        continue;
      }
      ObjectNode node = root.putObject(split.directory());
      node.put("archives", shards.pattern(split));
      node.put("images", shards.rowsOf(split));
      ArrayNode counts = node.putArray("images-of-each");
      for (int shard = 0; shard < shards.of(split); shard++) {
        counts.add(shards.rowsOf(split, shard));
      }
    }
    Files.writeString(folder.resolve(NAME), JsonText.pretty(root));
  }
}
