package dev.xraygpu.bench.jmh;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEG2000;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEGLS;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY16LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import java.nio.ByteBuffer;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** FFmpeg's encoders of two codecs that the program only decodes. */
final class FfmpegEncoder {
  private FfmpegEncoder() {}

  /** JPEG-LS, lossless. */
  static byte[] jpegLs(HostImage image) {
    return encode(image, AV_CODEC_ID_JPEGLS, Map.of());
  }

  /** A JPEG 2000 codestream, lossless. */
  static byte[] jpeg2000(HostImage image) {
    return encode(image, AV_CODEC_ID_JPEG2000, Map.of("format", "j2k", "pred", "dwt53"));
  }

  private static byte[] encode(HostImage image, int id, Map<String, String> settings) {
    AVDictionary options = new AVDictionary(null);
    settings.forEach((name, value) -> av_dict_set(options, name, value, 0));
    AVCodec codec = avcodec_find_encoder(id);
    AVCodecContext context = avcodec_alloc_context3(codec);
    AVPacket packet = av_packet_alloc();
    AVFrame frame = av_frame_alloc();
    try {
      int format = image.type() == PixelType.U8 ? AV_PIX_FMT_GRAY8 : AV_PIX_FMT_GRAY16LE;
      context.pix_fmt(format);
      context.width(image.size().width());
      context.height(image.size().height());
      context.time_base().num(1).den(1);
      frame.format(format);
      frame.width(image.size().width());
      frame.height(image.size().height());
      require(avcodec_open2(context, codec, options));
      require(av_frame_get_buffer(frame, 0));
      copy(image, frame);
      require(avcodec_send_frame(context, frame));
      require(avcodec_receive_packet(context, packet));
      byte[] stream = new byte[packet.size()];
      packet.data().get(stream);
      return stream;
    } finally {
      av_dict_free(options);
      av_frame_free(frame);
      av_packet_free(packet);
      avcodec_free_context(context);
    }
  }

  private static void copy(HostImage image, AVFrame frame) {
    int stride = frame.linesize(0);
    int row = image.size().width() * image.type().bytes();
    ByteBuffer target =
        new BytePointer((Pointer) frame.data(0))
            .capacity((long) stride * image.size().height())
            .asByteBuffer();
    for (int y = 0; y < image.size().height(); y++) {
      target.put(y * stride, image.pixels(), y * row, row);
    }
  }

  private static void require(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg's encoder failed with " + result);
    }
  }
}
