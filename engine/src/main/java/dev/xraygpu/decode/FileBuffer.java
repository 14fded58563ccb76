package dev.xraygpu.decode;

import dev.xraygpu.failure.MemoryExhausted;
import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads whole files, one after the other, into memory that is used again. Not thread-safe: each
 * worker has its own.
 */
public final class FileBuffer {
  private static final int SMALLEST = 1 << 20;

  /** Larger buffers serve one file only. */
  private static final int LARGEST_KEPT = 64 << 20;

  private final DecodeLimits limits;
  private final MessageDigest digest;
  private ByteBuffer kept = ByteBuffer.allocateDirect(0);
  private ByteBuffer content = kept;

  /** A buffer without memory yet. */
  public FileBuffer(DecodeLimits limits) {
    this.limits = limits;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Reads a whole regular file; symbolic links are followed.
   *
   * @return its bytes, direct, from position 0 to the limit; valid until the next call
   * @throws DecodeException {@link FindingCode#TOO_LARGE} for files over the limit, before memory
   *     is taken for them; {@link FindingCode#UNREADABLE} with the reason if the file cannot be
   *     read or changes its length meanwhile
   */
  public ByteBuffer read(Path file) throws DecodeException {
    content = kept.duplicate().limit(0);
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw unreadable("is a directory");
      }
      if (!attributes.isRegularFile()) {
        // Opening a pipe or a device could wait forever.
        throw unreadable("is not a regular file");
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        limits.checkFile(channel.size());
        content = read(channel, (int) channel.size());
      }
    } catch (IOException e) {
      throw unreadable("cannot be read: " + reason(e));
    }
    return content.duplicate();
  }

  /** SHA-256 of the bytes that were read last, in lower-case hexadecimal digits. */
  public String sha256() {
    digest.reset();
    digest.update(content.duplicate());
    return HexFormat.of().formatHex(digest.digest());
  }

  private ByteBuffer read(FileChannel channel, int size) throws IOException, DecodeException {
    ByteBuffer target = room(size).limit(size);
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw unreadable("became shorter while it was read; is it still being written?");
      }
    }
    if (channel.size() != size) {
      throw unreadable("changed its length while it was read; is it still being written?");
    }
    return target.flip();
  }

  private ByteBuffer room(int size) throws DecodeException {
    if (kept.capacity() < size) {
      if (size > LARGEST_KEPT) {
        return allocate(size);
      }
      int capacity = Math.max(SMALLEST, kept.capacity());
      while (capacity < size) {
        capacity *= 2;
      }
      kept = allocate(capacity);
    }
    return kept.duplicate().clear();
  }

  private static ByteBuffer allocate(int bytes) throws DecodeException {
    try {
      return ByteBuffer.allocateDirect(bytes);
    } catch (OutOfMemoryError e) {
      throw new DecodeException(
          FindingCode.TOO_LARGE,
          "no memory for a file of "
              + bytes
              + " bytes: use fewer --threads, or "
              + MemoryExhausted.remedy(e));
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static DecodeException unreadable(String message) {
    return new DecodeException(FindingCode.UNREADABLE, "the file " + message);
  }
}
