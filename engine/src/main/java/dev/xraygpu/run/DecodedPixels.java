package dev.xraygpu.run;

import dev.xraygpu.dataset.Dataset;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeVerification;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.HeaderProbe;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.image.HostImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Decodes samples once more, for the few whose pixels must be compared exactly. */
final class DecodedPixels {
  private final Dataset dataset;
  private final Decoders decoders;
  private final PassSettings settings;
  private final FileBuffer file;

  DecodedPixels(Dataset dataset, Decoders decoders, PassSettings settings) {
    this.dataset = dataset;
    this.decoders = decoders;
    this.settings = settings;
    this.file = new FileBuffer(settings.limits());
  }

  /**
   * Size, type and SHA-256 of a sample's pixels.
   *
   * @return equal texts for equal pixels; nothing if the file can no longer be decoded, which the
   *     pass could: somebody changed it since
   */
  Optional<String> fingerprint(int ordinal) throws IOException {
    try {
      ByteBuffer bytes = file.read(dataset.file(dataset.samples().get(ordinal)));
      ImageHeader header = HeaderProbe.probe(bytes, settings.limits());
      HostImage image = HostImage.allocate(header.pixelType(), header.size());
      decoders.decode(bytes, header, image, DecodeVerification.QUICK);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(image.bytes());
      return Optional.of(
          header.size() + " " + header.pixelType() + " " + HexFormat.of().formatHex(digest.digest()));
    } catch (DecodeException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
