package org.maplebridge.recording.compose.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.maplebridge.recording.compose.plan.Chapter;

/** An MP4 with H.264 (libopenh264) and AAC, its index in front. Owned by one thread. */
public final class Mp4File implements AutoCloseable {

  public static final int FRAMES_PER_SECOND = 25;
  public static final int SAMPLE_RATE_HZ = 48_000;
  public static final int AUDIO_FRAME = 1024;

  private static final int KEY_FRAME_DISTANCE = FRAMES_PER_SECOND * 2;
  private static final long VIDEO_BPS = 1_200_000;
  private static final long AUDIO_BPS = 96_000;

  // Allocated by this.
  private final AVFormatContext format = new AVFormatContext(null);
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame sound = avutil.av_frame_alloc();
  private final AVCodecContext video;
  private final AVCodecContext audio;
  private final AVStream videoStream;
  private final AVStream audioStream;

  public Mp4File(Path file, int width, int height, List<Chapter> chapters) throws IOException {
    Native.hush();
    Native.check(
        avformat.avformat_alloc_output_context2(format, null, "mp4", file.toString()),
        "prepare the MP4");
    format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    video = encoder("libopenh264");
    audio = encoder("aac");
    describeVideo(width, height);
    describeAudio();
    videoStream = stream(video);
    audioStream = stream(audio);
    Chapters.addAll(format, chapters);
    AVIOContext io = new AVIOContext(null);
    Native.check(
        avformat.avio_open(io, file.toString(), avformat.AVIO_FLAG_WRITE), "create the MP4");
    format.pb(io);
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "movflags", "+faststart", 0);
    Native.check(avformat.avformat_write_header(format, options), "begin the MP4");
    avutil.av_dict_free(options);
  }

  private static AVCodecContext encoder(String name) throws IOException {
    AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
    if (codec == null) {
      throw new IOException("This FFmpeg has no encoder " + name);
    }
    return avcodec.avcodec_alloc_context3(codec);
  }

  private void describeVideo(int width, int height) {
    video.width(width);
    video.height(height);
    video.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    video.time_base(avutil.av_make_q(1, FRAMES_PER_SECOND));
    video.framerate(avutil.av_make_q(FRAMES_PER_SECOND, 1));
    video.gop_size(KEY_FRAME_DISTANCE);
    video.max_b_frames(0);
    video.bit_rate(VIDEO_BPS);
    video.thread_count(1);
    video.flags(video.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
  }

  private void describeAudio() {
    audio.sample_rate(SAMPLE_RATE_HZ);
    audio.sample_fmt(avutil.AV_SAMPLE_FMT_FLTP);
    avutil.av_channel_layout_default(audio.ch_layout(), 1);
    audio.time_base(avutil.av_make_q(1, SAMPLE_RATE_HZ));
    audio.bit_rate(AUDIO_BPS);
    audio.flags(
        audio.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER | avcodec.AV_CODEC_FLAG_BITEXACT);
  }

  private AVStream stream(AVCodecContext codec) throws IOException {
    Native.check(avcodec.avcodec_open2(codec, null, (AVDictionary) null), "open an encoder");
    AVStream stream = avformat.avformat_new_stream(format, null);
    Native.check(
        avcodec.avcodec_parameters_from_context(stream.codecpar(), codec), "describe a stream");
    stream.time_base(codec.time_base());
    return stream;
  }

  /** Adds the picture of a number, counted from 0. */
  public void picture(AVFrame frame, long number) throws IOException {
    frame.pts(number);
    frame.pict_type(avutil.AV_PICTURE_TYPE_NONE);
    encode(video, videoStream, frame);
  }

  /** Adds {@link #AUDIO_FRAME} samples, the first of which has a number counted from 0. */
  public void sound(float[] samples, long first) throws IOException {
    sound.format(avutil.AV_SAMPLE_FMT_FLTP);
    sound.sample_rate(SAMPLE_RATE_HZ);
    sound.nb_samples(AUDIO_FRAME);
    avutil.av_channel_layout_default(sound.ch_layout(), 1);
    Native.check(avutil.av_frame_get_buffer(sound, 0), "take memory for sound");
    new FloatPointer(sound.data(0)).put(samples, 0, AUDIO_FRAME);
    sound.pts(first);
    try {
      encode(audio, audioStream, sound);
    } finally {
      avutil.av_frame_unref(sound);
    }
  }

  private void encode(AVCodecContext codec, AVStream stream, @Nullable AVFrame frame)
      throws IOException {
    Native.check(avcodec.avcodec_send_frame(codec, frame), "encode");
    AVRational from = codec.time_base();
    while (avcodec.avcodec_receive_packet(codec, packet) >= 0) {
      packet.stream_index(stream.index());
      if (packet.duration() == 0) {
        packet.duration(1);
      }
      avcodec.av_packet_rescale_ts(packet, from, stream.time_base());
      Native.check(avformat.av_interleaved_write_frame(format, packet), "write the MP4");
    }
  }

  /** Writes what the encoders hold back, and the index. */
  public void finish() throws IOException {
    encode(video, videoStream, null);
    encode(audio, audioStream, null);
    Native.check(avformat.av_write_trailer(format), "end the MP4");
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    avutil.av_frame_free(sound);
    avcodec.avcodec_free_context(video);
    avcodec.avcodec_free_context(audio);
    if (format.pb() != null) {
      avformat.avio_closep(format.pb());
    }
    avformat.avformat_free_context(format);
  }
}
