package dev.xraygpu.cpu.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEG2000;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEGLS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * FFmpeg's still image decoders. What its log calls an error counts as one, because it returns
 * pixels for damaged streams all the same.
 */
final class FfmpegDecoder {
  private static final long MARGIN = 256;

  /** How its log names the instance that writes: an address, another one each time. */
  private static final Pattern WRITER = Pattern.compile("\\[\\w+ @ [0-9a-fx]+\\] *");

  private FfmpegDecoder() {}

  /** What FFmpeg's log is given to; apart, since making it loads the library, which can fail. */
  private static final class Log {
    static final FirstError ERRORS = new FirstError();
  }

  /** Keeps the first message that is an error. */
  private static final class FirstError extends LogCallback {
    private String message = "";

    @Override
    public void call(int level, BytePointer text) {
      if (level <= AV_LOG_ERROR && message.isEmpty()) {
        message = WRITER.matcher(text.getString()).replaceAll("").strip();
      }
    }

    void forget() {
      message = "";
    }

    String message() {
      return message;
    }
  }

  /** Loads the library: nothing if that worked, else why not. */
  static Optional<String> load() {
    try {
      Loader.load(avutil.class);
      Loader.load(avcodec.class);
      setLogCallback(Log.ERRORS);
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(unloadable(e));
    }
  }

  /** Why the library cannot be loaded: which file the system lacks, if it is that. */
  static String unloadable(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason = "FFmpeg cannot be loaded: " + cause.getMessage();
    return reason.contains("libva") || reason.contains("libdrm")
        ? reason + ". Install libva 2 with its DRM part (Debian and Ubuntu: libva-drm2)"
        : reason;
  }

  /** Decompresses a stream. */
  static CodecResponse decode(CodecRequest request) {
    Log.ERRORS.forget();
    int id =
        switch (request.kind()) {
          case JPEG_2000 -> AV_CODEC_ID_JPEG2000;
          case JPEG_LS -> AV_CODEC_ID_JPEGLS;
          case JPEG -> AV_CODEC_ID_MJPEG;
        };
    AVCodec codec = avcodec_find_decoder(id);
    if (codec == null) {
      return new CodecResponse.Unavailable("this build of FFmpeg has no such decoder");
    }
    AVCodecContext context = avcodec_alloc_context3(codec);
    AVPacket packet = av_packet_alloc();
    AVFrame frame = av_frame_alloc();
    try {
      context.thread_count(1);
      context.idct_algo(AVCodecContext.FF_IDCT_INT);
      // It fills sides up to multiples of its own.
      context.max_pixels((request.width() + MARGIN) * (request.height() + MARGIN));
      context.err_recognition(avcodec.AV_EF_EXPLODE | avcodec.AV_EF_CRCCHECK);
      if (avcodec_open2(context, codec, (AVDictionary) null) < 0
          || av_new_packet(packet, request.stream().length) < 0) {
        return failed("the decoder cannot be opened");
      }
      packet.data().put(request.stream(), 0, request.stream().length);
      int result = avcodec_send_packet(context, packet);
      if (result >= 0) {
        result = avcodec_receive_frame(context, frame);
      }
      if (result < 0 || frame.decode_error_flags() != 0 || !Log.ERRORS.message().isEmpty()) {
        return failed("the stream is damaged");
      }
      return read(frame, context, request);
    } finally {
      av_frame_free(frame);
      av_packet_free(packet);
      avcodec_free_context(context);
    }
  }

  private static CodecResponse failed(String otherwise) {
    return new CodecResponse.Failed(
        Log.ERRORS.message().isEmpty() ? otherwise : Log.ERRORS.message());
  }

  private static CodecResponse read(AVFrame frame, AVCodecContext context, CodecRequest request) {
    AVPixFmtDescriptor format = av_pix_fmt_desc_get(frame.format());
    if (format == null
        || frame.width() != request.width()
        || frame.height() != request.height()
        || format.nb_components() < request.samples()) {
      return new CodecResponse.Failed(
          "the decoder made " + frame.width() + "x" + frame.height() + " of another kind");
    }
    int raw = context.bits_per_raw_sample();
    int precision = raw > 0 ? raw : request.precision();
    short[] values = new short[request.count()];
    for (int c = 0; c < request.samples(); c++) {
      boolean half = c > 0 && (format.log2_chroma_w() != 0 || format.log2_chroma_h() != 0);
      if (half) {
        return new CodecResponse.Failed("components of different sizes");
      }
      readComponent(frame, format, c, precision, values, request.samples());
    }
    return new CodecResponse.Decoded(values);
  }

  private static void readComponent(
      AVFrame frame, AVPixFmtDescriptor format, int c, int precision, short[] values, int samples) {
    AVComponentDescriptor component = format.comp().getPointer(c);
    int plane = component.plane();
    int stride = frame.linesize(plane);
    boolean bytes = component.depth() <= 8;
    // Values sit at the top of their containers.
    int shift = component.shift() + Math.max(0, component.depth() - precision);
    ByteBuffer row =
        new BytePointer((Pointer) frame.data(plane))
            .capacity((long) stride * frame.height())
            .asByteBuffer()
            .order(
                (format.flags() & AV_PIX_FMT_FLAG_BE) != 0
                    ? ByteOrder.BIG_ENDIAN
                    : ByteOrder.LITTLE_ENDIAN);
    int step = component.step();
    int out = c;
    for (int y = 0; y < frame.height(); y++) {
      int at = y * stride + component.offset();
      for (int x = 0; x < frame.width(); x++) {
        int value = bytes ? row.get(at) & 0xff : row.getChar(at);
        values[out] = (short) (value >> shift);
        at += step;
        out += samples;
      }
    }
  }
}
