package dev.xraygpu.cpu;

import static org.bytedeco.opencv.global.opencv_core.CV_16UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_64FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYDEPTH;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.xraygpu.decode.BmpFieldDecoder;
import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.Decoding;
import dev.xraygpu.decode.ImageDecoder;
import dev.xraygpu.decode.ImageFormat;
import dev.xraygpu.decode.ImageHeader;
import dev.xraygpu.decode.PngPixelData;
import dev.xraygpu.decode.WhiteIsZero;
import dev.xraygpu.decode.tiff.OpenCvTiffs;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import dev.xraygpu.quality.FindingCode;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Decodes JPEG, PNG, TIFF and BMP with OpenCV, straight into the target's memory. The pixels equal
 * those of {@code cv2.imread} with {@code IMREAD_GRAYSCALE}, for 16-bit images with {@code
 * IMREAD_GRAYSCALE | IMREAD_ANYDEPTH}; but for TIFFs of more than 8 bits in which {@linkplain
 * WhiteIsZero white is zero}, which OpenCV shows inverted. TIFFs that it {@linkplain OpenCvTiffs
 * misreads otherwise} are left, and bitmaps of {@linkplain BmpFieldDecoder bit fields}.
 *
 * <p>The files must have passed {@link dev.xraygpu.decode.IntegrityCheck}: OpenCV gives pixels for
 * some damaged ones without an error.
 */
public final class OpenCvImageDecoder implements ImageDecoder {
  /** Whether the header's orientation is OpenCV's business or this class's. */
  private enum Orienting {
    /** TIFF: libtiff and OpenCV share the work between them, and no flag prevents it. */
    BY_OPENCV,
    /** EXIF: the header decides, so that its size and the image's cannot disagree. */
    HERE
  }

  /** For {@link java.util.ServiceLoader}; loads no native library. */
  public OpenCvImageDecoder() {}

  @Override
  public Set<ImageFormat> formats() {
    return Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.TIFF, ImageFormat.BMP);
  }

  @Override
  public String description() {
    return "OpenCV " + OpenCvLibrary.version();
  }

  @Override
  public Decoding decode(ByteBuffer file, ImageHeader header, HostImage target)
      throws DecodeException {
    if (OpenCvTiffs.misread(file, header) || BmpFieldDecoder.decodes(file, header)) {
      return Decoding.LEFT;
    }
    OpenCvLibrary.ensureLoaded();
    if (header.format() != ImageFormat.PNG) {
      return decodeFile(understood(file, header), header, target);
    }
    try {
      return decodeFile(understood(file, header), header, target);
    } catch (DecodeException e) {
      Optional<String> fault = PngPixelData.fault(file);
      if (fault.isEmpty()) {
        throw e;
      }
      DecodeException known = new DecodeException(e.code(), "corrupt PNG: " + fault.get());
      known.initCause(e);
      throw known;
    }
  }

  // The file, or a copy of it of which OpenCV makes the right pixels, and says nothing about.
  private static ByteBuffer understood(ByteBuffer file, ImageHeader header) {
    return header.format() == ImageFormat.PNG ? EssentialPng.of(file) : file;
  }

  private static Decoding decodeFile(ByteBuffer bytes, ImageHeader header, HostImage target)
      throws DecodeException {
    if (LibpngLuma.applies(bytes, header)) {
      return decodeColorPng(bytes, header, target);
    }
    Orienting orienting =
        header.format() == ImageFormat.TIFF ? Orienting.BY_OPENCV : Orienting.HERE;
    try (BytePointer source = new BytePointer(bytes.duplicate());
        BytePointer memory = new BytePointer(target.bytes());
        Mat encoded = new Mat(1, bytes.limit(), CV_8UC1, source);
        Mat pixels = header(header.size(), target.type(), memory)) {
      if (header.orientation() == 1) {
        decodeInto(pixels, encoded, header, Orienting.HERE);
      } else {
        decodeOriented(pixels, encoded, header, orienting);
      }
      OptionalInt black = WhiteIsZero.black(bytes, header);
      if (black.isPresent()) {
        turn(pixels, black.getAsInt());
      }
      return Decoding.DONE;
    } catch (RuntimeException e) {
      // JavaCPP's form of a C++ exception.
      throw new DecodeException(FindingCode.UNREADABLE, OpenCvMessage.of(e));
    }
  }

  // The colours are needed as well, and to decompress them twice takes twice the time.
  private static Decoding decodeColorPng(ByteBuffer bytes, ImageHeader header, HostImage target)
      throws DecodeException {
    try (BytePointer source = new BytePointer(bytes.duplicate());
        Mat encoded = new Mat(1, bytes.limit(), CV_8UC1, source);
        Mat colors = imdecode(encoded, colorFlags(header))) {
      int type = header.pixelType() == PixelType.U16 ? CV_16UC3 : CV_8UC3;
      check(colors, header, header.size(), type);
      LibpngLuma.convert(colors, target);
      return Decoding.done(ColorChannels.countColored(colors));
    } catch (RuntimeException e) {
      throw new DecodeException(FindingCode.UNREADABLE, OpenCvMessage.of(e));
    }
  }

  private static int colorFlags(ImageHeader header) {
    int flags = IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION;
    return header.pixelType() == PixelType.U16 ? flags | IMREAD_ANYDEPTH : flags;
  }

  @Override
  public OptionalLong coloredPixels(ByteBuffer file, ImageHeader header) {
    OpenCvLibrary.ensureLoaded();
    ByteBuffer bytes = understood(file, header);
    try (BytePointer source = new BytePointer(bytes.duplicate());
        Mat encoded = new Mat(1, bytes.limit(), CV_8UC1, source);
        Mat colors = decodeColors(encoded, colorFlags(header))) {
      return colors.total() == header.size().area()
          ? OptionalLong.of(ColorChannels.countColored(colors))
          : OptionalLong.empty();
    }
  }

  // The gray pixels are there; what is said of colours without an image is that they are not known.
  private static Mat decodeColors(Mat encoded, int flags) {
    try {
      return imdecode(encoded, flags);
    } catch (RuntimeException e) {
      return new Mat();
    }
  }

  private static Mat header(Size size, PixelType type, Pointer memory) {
    return new Mat(size.height(), size.width(), matType(type), memory);
  }

  private static int matType(PixelType type) {
    return type == PixelType.U16 ? CV_16UC1 : CV_8UC1;
  }

  private static void decodeInto(Mat pixels, Mat encoded, ImageHeader header, Orienting orienting)
      throws DecodeException {
    try (Mat destination = new Mat(pixels);
        Mat decoded = imdecode(encoded, flags(header, orienting), destination)) {
      check(decoded, header, header.size());
      if (decoded.data().address() != pixels.data().address()) {
        decoded.copyTo(pixels);
      }
    }
  }

  private static void decodeOriented(
      Mat pixels, Mat encoded, ImageHeader header, Orienting orienting) throws DecodeException {
    try (Mat decoded = imdecode(encoded, flags(header, orienting))) {
      if (orienting == Orienting.BY_OPENCV) {
        check(decoded, header, header.size());
        decoded.copyTo(pixels);
      } else {
        check(decoded, header, header.stored());
        orient(decoded, pixels, header.orientation());
      }
    }
  }

  private static int flags(ImageHeader header, Orienting orienting) {
    int flags = IMREAD_GRAYSCALE;
    if (header.pixelType() == PixelType.U16) {
      flags |= IMREAD_ANYDEPTH;
    }
    return orienting == Orienting.HERE ? flags | IMREAD_IGNORE_ORIENTATION : flags;
  }

  private static void turn(Mat pixels, int black) {
    try (Scalar value = new Scalar(black);
        Mat top = new Mat(1, 1, CV_64FC1, value)) {
      subtract(top, pixels, pixels);
    }
  }

  /** EXIF 2.32, 4.6.4 A, tag 274, as OpenCV applies it. */
  private static void orient(Mat from, Mat to, int orientation) {
    switch (orientation) {
      case 2 -> flip(from, to, 1);
      case 3 -> rotate(from, to, ROTATE_180);
      case 4 -> flip(from, to, 0);
      case 5 -> transpose(from, to);
      case 6 -> rotate(from, to, ROTATE_90_CLOCKWISE);
      case 7 -> {
        transpose(from, to);
        flip(to, to, -1);
      }
      case 8 -> rotate(from, to, ROTATE_90_COUNTERCLOCKWISE);
      default -> from.copyTo(to);
    }
  }

  private static void check(Mat decoded, ImageHeader header, Size expected) throws DecodeException {
    check(decoded, header, expected, matType(header.pixelType()));
  }

  private static void check(Mat decoded, ImageHeader header, Size expected, int type)
      throws DecodeException {
    if (decoded.empty()) {
      throw new DecodeException(
          FindingCode.UNREADABLE,
          "corrupt " + header.format().title() + ": OpenCV cannot decode its pixels");
    }
    if (decoded.cols() != expected.width()
        || decoded.rows() != expected.height()
        || decoded.type() != type) {
      throw new DecodeException(
          FindingCode.UNREADABLE,
          "the header says "
              + expected
              + " of "
              + header.pixelType()
              + ", the pixels are "
              + decoded.cols()
              + "x"
              + decoded.rows()
              + " of OpenCV type "
              + decoded.type());
    }
  }
}
