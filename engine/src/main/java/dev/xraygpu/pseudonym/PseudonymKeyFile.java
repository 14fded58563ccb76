package dev.xraygpu.pseudonym;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A secret key as a text file of two lines: what it is, and 64 hexadecimal digits. Only its owner
 * may read it.
 */
final class PseudonymKeyFile {
  private static final String TITLE = "xray-gpu key of patient pseudonyms; keep it secret";
  private static final int KEY_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  // Where others may write, they could put another key in its place.
  private static final Set<PosixFilePermission> OWNERS_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PseudonymKeyFile() {}

  /**
   * Reads the key, or makes a file with a new one. Of two programs that make it at once, one wins,
   * and both use that key.
   *
   * @throws IOException if it cannot be read or made, is no key, or others may read it
   */
  static byte[] readOrMake(Path file) throws IOException {
    try {
      return read(file);
    } catch (NoSuchFileException e) {
      make(file);
      return read(file);
    }
  }

  private static byte[] read(Path file) throws IOException {
    if (Files.size(file) > 1024) {
      throw notKey(file);
    }
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null && !OWNER_ONLY.containsAll(posix.readAttributes().permissions())) {
      throw new FileSystemException(
          file.toString(), null, "others than its owner may use this key; run chmod 600 on it");
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw notKey(file);
    }
    if (lines.size() != 2 || !lines.get(0).equals(TITLE)) {
      throw notKey(file);
    }
    try {
      byte[] key = HexFormat.of().parseHex(lines.get(1));
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      throw notKey(file);
    }
    throw notKey(file);
  }

  private static FileSystemException notKey(Path file) {
    return new FileSystemException(
        file.toString(), null, "this is no key that xray-gpu made, and it is not replaced");
  }

  private static void make(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new FileSystemException(file.toString(), null, "not a file");
    }
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(folder, only(OWNERS_FOLDER, posix));
    Path unfinished = Files.createTempFile(folder, ".key-", ".new", only(OWNER_ONLY, posix));
    try {
      Files.write(
          unfinished,
          List.of(TITLE, HexFormat.of().formatHex(key)),
          StandardOpenOption.TRUNCATE_EXISTING);
      publish(unfinished, file);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static FileAttribute<?>[] only(Set<PosixFilePermission> permissions, boolean posix) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  // A link appears whole or not at all, and never in place of another program's key.
  private static void publish(Path unfinished, Path file) throws IOException {
    try {
      Files.createLink(file, unfinished);
    } catch (FileAlreadyExistsException e) {
      return; // somebody else's key is as good
    } catch (UnsupportedOperationException | FileSystemException e) {
      try {
        Files.move(unfinished, file);
      } catch (FileAlreadyExistsException exists) {
        return;
      }
    }
  }
}
