package dev.xraygpu.dataset;

import dev.xraygpu.quality.Finding;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Files sorted by path, in a {@link PathStore}: entries are made when they are asked for. Takes
 * four bytes and the path's own for each. Immutable.
 */
final class FileList extends AbstractList<FileEntry> implements RandomAccess {
  private final PathStore paths;
  private final int[] addresses;
  private final Map<Integer, Finding> rejections;

  private FileList(PathStore paths, int[] addresses, Map<Integer, Finding> rejections) {
    this.paths = paths;
    this.addresses = addresses;
    this.rejections = rejections;
  }

  /** Collects files in any order. */
  static final class Builder {
    private final PathStore paths;
    private final Map<Integer, Finding> rejections;
    private int[] addresses;
    private int size;

    /** Nothing yet. */
    Builder() {
      this(new PathStore(), new int[1024], 0, new HashMap<>());
    }

    private Builder(PathStore paths, int[] addresses, int size, Map<Integer, Finding> rejections) {
      this.paths = paths;
      this.addresses = addresses;
      this.size = size;
      this.rejections = rejections;
    }

    /** Adds a file. */
    void add(FileEntry file) {
      if (size == addresses.length) {
        addresses = Arrays.copyOf(addresses, size + (size >> 1) + 16);
      }
      int address = paths.add(file.path(), file.bytes());
      addresses[size++] = address;
      if (file.rejection() != null) {
        rejections.put(address, file.rejection());
      }
    }

    /** How many there are. */
    int size() {
      return size;
    }

    /** All of them, sorted; ends the collection. */
    FileList sorted() {
      int[] sorted = Arrays.copyOf(addresses, size);
      NumberSort.sort(sorted, paths::compare);
      return new FileList(paths, sorted, rejections);
    }
  }

  @Override
  public int size() {
    return addresses.length;
  }

  @Override
  public FileEntry get(int index) {
    int address = addresses[index];
    return new FileEntry(path(index), paths.number(address), rejection(index));
  }

  /** A file's path. */
  String path(int index) {
    return paths.path(addresses[index]);
  }

  /** Why a file cannot be read, if so. */
  @Nullable Finding rejection(int index) {
    return rejections.isEmpty() ? null : rejections.get(addresses[index]);
  }

  /** Where a path is, or would be. */
  int insertionPoint(String path) {
    byte[] encoded = PathStore.encode(path);
    int low = 0;
    int high = addresses.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (paths.compare(addresses[middle], encoded) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Where a path is; -1 if it is not there. */
  int indexOf(String path) {
    int at = insertionPoint(path);
    return at < addresses.length && path(at).equals(path) ? at : -1;
  }

  /** The files of some paths; the list itself if those are all. */
  FileList only(Predicate<String> which) {
    int[] some = new int[addresses.length];
    int count = 0;
    for (int i = 0; i < addresses.length; i++) {
      if (which.test(path(i))) {
        some[count++] = addresses[i];
      }
    }
    return count == addresses.length
        ? this
        : new FileList(paths, Arrays.copyOf(some, count), rejections);
  }

  /** These files and others. */
  FileList with(Collection<FileEntry> others) {
    if (others.isEmpty()) {
      return this;
    }
    // The store is shared: what is added changes nothing of what it holds.
    Builder builder =
        new Builder(paths, addresses.clone(), addresses.length, new HashMap<>(rejections));
    others.forEach(builder::add);
    return builder.sorted();
  }
}
