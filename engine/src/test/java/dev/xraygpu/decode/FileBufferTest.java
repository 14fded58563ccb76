package dev.xraygpu.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBufferTest {
  @TempDir Path folder;

  @Test
  void readsFilesOfAllSizesOneAfterTheOther() throws Exception {
    FileBuffer buffer = new FileBuffer(DecodeLimits.DEFAULT);
    for (int size : new int[] {0, 1, 4097, 3_000_001, 100}) {
      byte[] content = new byte[size];
      new Random(size).nextBytes(content);
      Path file = Files.write(folder.resolve("file"), content);

      ByteBuffer read = buffer.read(file);

      assertThat(read.isDirect()).isTrue();
      assertThat(read.position()).isZero();
      byte[] bytes = new byte[read.remaining()];
      read.get(bytes);
      assertThat(bytes).isEqualTo(content);
      assertThat(buffer.sha256())
          .isEqualTo(
              HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
    }
  }

  @Test
  void limitHoldsBeforeReading() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[101]);

    DecodeException refusal = refusal(new DecodeLimits(1, 100), file);

    assertThat(refusal.code()).isEqualTo(FindingCode.TOO_LARGE);
  }

  @Test
  void foldersAndMissingFilesAreUnreadableWithTheReason() {
    assertThat(refusal(DecodeLimits.DEFAULT, folder)).hasMessageContaining("is a directory");
    assertThat(refusal(DecodeLimits.DEFAULT, folder.resolve("none")))
        .hasMessageContaining("no such file");
  }

  @Test
  void failedReadLeavesNothingOfTheFileBefore() throws Exception {
    FileBuffer buffer = new FileBuffer(DecodeLimits.DEFAULT);
    buffer.read(Files.write(folder.resolve("file"), new byte[10]));

    assertThatThrownBy(() -> buffer.read(folder)).isInstanceOf(DecodeException.class);

    assertThat(buffer.sha256())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  private static DecodeException refusal(DecodeLimits limits, Path file) {
    return catchThrowableOfType(DecodeException.class, () -> new FileBuffer(limits).read(file));
  }
}
