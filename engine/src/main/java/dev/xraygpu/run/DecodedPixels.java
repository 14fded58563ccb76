package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.pass.PassSettings;
import dev.xraygpu.pipeline.Rendering;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Decodes samples once more, for the few whose pixels must be compared exactly. */
final class DecodedPixels {
  private final Dataset dataset;
  private final Decoders decoders;
  private final DecodeRequest request;
  private final FileBuffer file;

  /** Pixels as a pass with the same settings decodes them. */
  DecodedPixels(Dataset dataset, Decoders decoders, Rendering rendering, PassSettings settings) {
    this.dataset = dataset;
    this.decoders = decoders;
    this.request = new DecodeRequest(settings.limits(), DecodeVerification.QUICK, rendering);
    this.file = new FileBuffer(settings.limits());
  }

  /**
   * Size, type and SHA-256 of the pixels of all frames of a sample.
   *
   * @return equal texts for equal pixels; nothing if the file can no longer be decoded, which the
   *     pass could: somebody changed it since, or a decoder stumbles
   */
  Optional<String> fingerprint(int ordinal) throws IOException {
    try {
      OpenImage image =
          decoders.open(file.read(dataset.file(dataset.samples().get(ordinal))), request);
      ImageHeader header = image.header();
      HostImage pixels = HostImage.allocate(header.pixelType(), header.size());
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int frame = 1; frame <= image.frames(); frame++) {
        if (request.rendering().frames().includes(frame)) {
          image.decode(frame, pixels);
          digest.update(pixels.bytes());
        }
      }
      return Optional.of(
          header.size()
              + " "
              + header.pixelType()
              + " "
              + HexFormat.of().formatHex(digest.digest()));
    } catch (DecodeException | RuntimeException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
