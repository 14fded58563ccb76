package dev.xraygpu.cpu.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;

class FfmpegFrameCodecTest {
  /** The library is loaded in worker processes only, so the name is not asked of it. */
  @Test
  void theDescriptionNamesTheVersionThatTheBuildTakes() throws Exception {
    URI jar = avcodec.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    String version = new FfmpegFrameCodec().description().replace("FFmpeg ", "ffmpeg-");
    assertThat(Path.of(jar).getFileName().toString()).startsWith(version + "-");
  }
}
