package dev.xraygpu.cpu;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.createCLAHE;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;

/** Ways in which a copy of a radiograph gets into a dataset a second time. */
enum PlantedCopies {
  ENCODED_AGAIN(99) {
    @Override
    Mat of(Mat image, Random random) {
      return jpeg(image, 40 + random.nextInt(50));
    }
  },
  RESIZED(99) {
    @Override
    Mat of(Mat image, Random random) {
      Mat small = new Mat();
      resize(
          image, small, new Size(224, 224), 0, 0, random.nextBoolean() ? INTER_AREA : INTER_LINEAR);
      return jpeg(small, 90);
    }
  },
  BRIGHTER(99) {
    @Override
    Mat of(Mat image, Random random) {
      double factor = 0.7 + 0.5 * random.nextDouble();
      double offset = 40 * random.nextDouble() - 10;
      return jpeg(mapped(image, v -> factor * v + offset), 90);
    }
  },
  GAMMA(99) {
    @Override
    Mat of(Mat image, Random random) {
      double gamma = random.nextBoolean() ? 1.6 : 1 / 1.6;
      return jpeg(mapped(image, v -> 255 * Math.pow(v / 255, gamma)), 90);
    }
  },
  INVERTED(99) {
    @Override
    Mat of(Mat image, Random random) {
      Mat inverted = new Mat();
      bitwise_not(image, inverted);
      return jpeg(inverted, 90);
    }
  },
  MIRRORED(99) {
    @Override
    Mat of(Mat image, Random random) {
      Mat mirrored = new Mat();
      flip(image, mirrored, 1);
      return jpeg(mirrored, 90);
    }
  },
  MARKED(99) {
    @Override
    Mat of(Mat image, Random random) {
      Mat marked = image.clone();
      double scale = image.rows() / 250.0;
      int x = (int) (image.cols() * (0.05 + 0.7 * random.nextDouble()));
      putText(marked, "L", new Point(x, image.rows() / 6), 0, scale, new Scalar(255));
      return jpeg(marked, 90);
    }
  },
  CROPPED(95) {
    @Override
    Mat of(Mat image, Random random) {
      int left = (int) (0.04 * random.nextDouble() * image.cols());
      int top = (int) (0.04 * random.nextDouble() * image.rows());
      int right = (int) (0.04 * random.nextDouble() * image.cols());
      int bottom = (int) (0.04 * random.nextDouble() * image.rows());
      Rect rest = new Rect(left, top, image.cols() - left - right, image.rows() - top - bottom);
      return jpeg(new Mat(image, rest).clone(), 90);
    }
  },
  LOCAL_CONTRAST(95) {
    @Override
    Mat of(Mat image, Random random) {
      Mat result = new Mat();
      try (CLAHE clahe = createCLAHE(2 + 2 * random.nextDouble(), new Size(8, 8))) {
        clahe.apply(image, result);
      }
      return jpeg(result, 90);
    }
  };

  private final int leastPerCent;

  PlantedCopies(int leastPerCent) {
    this.leastPerCent = leastPerCent;
  }

  /** How many of 100 must be found. */
  int leastPerCent() {
    return leastPerCent;
  }

  /** A copy in memory of its own. */
  abstract Mat of(Mat image, Random random);

  /** All pixels of an 8-bit image, row by row. */
  static byte[] bytes(Mat image) {
    Mat whole = image.isContinuous() ? image : image.clone();
    byte[] pixels = new byte[image.rows() * image.cols()];
    whole.data().get(pixels);
    return pixels;
  }

  private interface GrayLevels {
    double of(double value);
  }

  private static Mat mapped(Mat image, GrayLevels levels) {
    byte[] pixels = bytes(image);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(levels.of(pixels[i] & 0xff))));
    }
    Mat result = new Mat(image.rows(), image.cols(), CV_8UC1);
    result.data().put(pixels);
    return result;
  }

  private static Mat jpeg(Mat image, int quality) {
    try (BytePointer bytes = new BytePointer();
        IntPointer parameters = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
      imencode(".jpg", image, bytes, parameters);
      return imdecode(new Mat(bytes), IMREAD_GRAYSCALE);
    }
  }
}
