package dev.xraygpu.cpu.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.PixelLayout;
import dev.xraygpu.dicom.TransferSyntax;
import dev.xraygpu.dicom.codec.EncodedFrame;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Properties;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;

class FfmpegFrameCodecTest {
  /**
   * 8x8 pixels of 0 and 255 by chance, of which OpenJPH 0.31.0 made this: {@code -num_decomps 1
   * -qstep 0.002}. OpenJPH and OpenJPEG read it.
   */
  private static final String STEEP_EDGES =
      "ff4fff51002940000000000800000008000000000000000000000008000000080000000000000000"
          + "0001070101ff500008000200000023ff52000c00020001000104044000ff5c000b225056501a501a"
          + "5fbfff64001700014f70656e4a50482056657220302e33312e302eff90000a00000000007f0001ff"
          + "93c016c8358db294d12a9a1d48af21c0b83de007cce22459c420029700c016cc016d400b68b9b128"
          + "5e68614e315ad7b117270d27a51d93020b882066b700aa95a8b9d704ae12d8f009cd45b0dc44d724"
          + "112f0b8c40433700ae7dd5455544e5115f06e26a42e22250401afe0223884026b700ffd9";

  /** A run's record names it. */
  @Test
  void saysTheVersionOfTheLibraryThatIsThere() throws IOException {
    Properties artifact = new Properties();
    try (InputStream stream =
        avcodec.class.getResourceAsStream("/META-INF/maven/org.bytedeco/ffmpeg/pom.properties")) {
      artifact.load(stream);
    }

    String version = artifact.getProperty("version"); // FFmpeg's, a hyphen, the bindings'

    assertThat(new FfmpegFrameCodec().description())
        .isEqualTo("FFmpeg " + version.substring(0, version.indexOf('-')));
  }

  @Test
  void saysWhichLibraryOfTheSystemIsMissing() {
    LinkageError failure = new UnsatisfiedLinkError("no jniavutil in java.library.path: /usr/lib");
    failure.initCause(
        new UnsatisfiedLinkError("libva-drm.so.2: cannot open shared object file: No such file"));

    assertThat(FfmpegDecoder.unloadable(failure))
        .isEqualTo(
            "FFmpeg cannot be loaded: libva-drm.so.2: cannot open shared object file: No such file."
                + " Install libva 2 with its DRM part (Debian and Ubuntu: libva-drm2)");
    assertThat(FfmpegDecoder.unloadable(new UnsatisfiedLinkError("no jniavutil")))
        .isEqualTo("FFmpeg cannot be loaded: no jniavutil");
  }

  /** Should it take them one day, the documentation of transfer syntaxes can say less. */
  @Test
  void steepEdgesOfHighThroughputAreNotCalledDamageAlone() {
    assertThatThrownBy(() -> new FfmpegFrameCodec().decode(frame(STEEP_EDGES)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("or of high throughput with edges that are too steep for FFmpeg");
  }

  private static EncodedFrame frame(String stream) {
    Size size = new Size(8, 8);
    PixelLayout layout = new PixelLayout(size, 1, 8, 8, 7, false, false, 1, 1, "MONOCHROME2");
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(stream));
    return new EncodedFrame(bytes, TransferSyntax.HTJ2K, layout);
  }

  /** Several sets of codes in a code-block. */
  @Test
  void whatItHasNotIsUnsupportedInsteadOfDamaged() {
    String severalSets = STEEP_EDGES.replace("ff50000800020000", "ff50000801020000");

    assertThatThrownBy(() -> new FfmpegFrameCodec().decode(frame(severalSets)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("beyond FFmpeg")
        .extracting(e -> ((DecodeException) e).code())
        .isEqualTo(FindingCode.UNSUPPORTED);
  }

  /** Of which it shows some wrong without an error: a region of interest, and another order. */
  @Test
  void rearrangedStreamsAreNotForIt() throws Exception {
    String coding = "ff52000c";
    String region = STEEP_EDGES.replace(coding, "ff5e0005000003" + coding);
    String order = STEEP_EDGES.replace(coding, "ff5f000900000001020102" + coding);

    assertThat(new FfmpegFrameCodec().decode(frame(region))).isNull();
    assertThat(new FfmpegFrameCodec().decode(frame(order))).isNull();
  }

  /** The library is loaded in worker processes only, so the name is not asked of it. */
  @Test
  void theDescriptionNamesTheVersionThatTheBuildTakes() throws Exception {
    URI jar = avcodec.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    String version = new FfmpegFrameCodec().description().replace("FFmpeg ", "ffmpeg-");
    assertThat(Path.of(jar).getFileName().toString()).startsWith(version + "-");
  }
}
