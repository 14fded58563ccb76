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
import org.jspecify.annotations.Nullable;

/** Decodes samples once more, for the few whose pixels must be compared exactly. */
final class DecodedPixels {
  private final Dataset dataset;
  private final Decoders decoders;
  private final DecodeRequest request;
  private final FileBuffer file;
  // Further frames of one file are asked for one after the other.
  private @Nullable OpenImage image;
  private int ordinalOfImage = -1;

  /** Pixels as a pass with the same settings decodes them. */
  DecodedPixels(Dataset dataset, Decoders decoders, Rendering rendering, PassSettings settings) {
    this.dataset = dataset;
    this.decoders = decoders;
    this.request = new DecodeRequest(settings.limits(), DecodeVerification.QUICK, rendering);
    this.file = new FileBuffer(settings.limits());
  }

  /**
   * Size, type and SHA-256 of the pixels of an image.
   *
   * @param frame number from 1, or 0 in a file of one image
   * @return equal texts for equal pixels; nothing if the file can no longer be decoded, which the
   *     pass could: somebody changed it since, or a decoder stumbles
   */
  Optional<String> fingerprint(int ordinal, int frame) throws IOException {
    try {
      OpenImage opened = open(ordinal);
      ImageHeader header = opened.header();
      HostImage pixels = HostImage.allocate(header.pixelType(), header.size());
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      opened.decode(Math.max(1, frame), pixels);
      digest.update(pixels.bytes());
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

  private OpenImage open(int ordinal) throws DecodeException {
    OpenImage known = image;
    if (known != null && ordinal == ordinalOfImage) {
      return known;
    }
    image = null;
    OpenImage opened =
        decoders.open(file.read(dataset.file(dataset.samples().get(ordinal))), request);
    image = opened;
    ordinalOfImage = ordinal;
    return opened;
  }
}
