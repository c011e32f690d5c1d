package org.maplebridge.server.camera;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.maplebridge.server.http.ProblemException;

/**
 * Passes the picture of a network camera on to a sitting as it is, without decoding: pulled by RTSP
 * (RFC 2326) over TCP, so that a poor line loses nothing, and sent by WHIP (RFC 9725). It sees and
 * does not listen: microphones are the people's. Owned by one thread.
 */
public final class CameraRelay implements AutoCloseable {
  private static final String UNREACHABLE = "camera.unreachable";
  private static final String INTERRUPTED = "camera.sitting-unreachable";

  /** A camera that says nothing for this long is gone; microseconds. */
  private static final String SILENCE = "10000000";

  /** To tell the size and profile of one picture, FFmpeg need not watch for its usual 5 s. */
  private static final String ANALYSIS = "1000000";

  // Allocated by this
  private final AVFormatContext camera = new AVFormatContext(null);
  private final AVFormatContext sitting = new AVFormatContext(null);
  private final AVPacket packet = avcodec.av_packet_alloc();

  private int picture;
  private boolean begun;

  // Any thread
  private volatile boolean leaving;

  /** Has asked neither end yet; see {@link #relay}. */
  public CameraRelay() {
    // FFmpeg by itself would print the addresses, and passwords in them.
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
  }

  /**
   * Passes pictures on until one end is gone, or this is to leave. Blocking.
   *
   * @param from the camera, {@code rtsp://…}
   * @param to the WHIP endpoint
   * @param token bearer token of the participant in whose place the camera is seen
   * @param begins told when the sitting has taken the camera in
   * @throws ProblemException {@code camera.unreachable} and {@code camera.sitting-unreachable},
   *     after which to try again may help; {@code camera.not-baseline} and {@code camera.refused},
   *     after which it does not
   */
  public void relay(String from, String to, String token, Runnable begins) {
    open(from);
    describe(to);
    begin(token);
    begins.run();
    while (!leaving) {
      check(avformat.av_read_frame(camera, packet), UNREACHABLE);
      if (packet.stream_index() == picture) {
        pass();
      }
      avcodec.av_packet_unref(packet);
    }
  }

  /** Ends {@link #relay} after the picture at hand. Any thread. */
  public void leave() {
    leaving = true;
  }

  private void open(String from) {
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "rtsp_transport", "tcp", 0);
    avutil.av_dict_set(options, "allowed_media_types", "video", 0);
    avutil.av_dict_set(options, "timeout", SILENCE, 0);
    avutil.av_dict_set(options, "analyzeduration", ANALYSIS, 0);
    int status = avformat.avformat_open_input(camera, from, null, options);
    avutil.av_dict_free(options);
    check(status, UNREACHABLE);
    check(avformat.avformat_find_stream_info(camera, (AVDictionary) null), UNREACHABLE);
    picture = pictureOf(camera);
  }

  private static int pictureOf(AVFormatContext camera) {
    for (int i = 0; i < camera.nb_streams(); i++) {
      if (isForAll(camera.streams(i).codecpar())) {
        return i;
      }
    }
    throw new ProblemException("camera.not-baseline", 422);
  }

  /** Constrained Baseline is the H.264 every WebRTC receiver decodes (RFC 7742 section 6.2). */
  private static boolean isForAll(AVCodecParameters picture) {
    return picture.codec_id() == avcodec.AV_CODEC_ID_H264
        && (picture.profile() & 0xFF) == avcodec.AV_PROFILE_H264_BASELINE;
  }

  private void describe(String to) {
    check(avformat.avformat_alloc_output_context2(sitting, null, "whip", to), INTERRUPTED);
    AVStream from = camera.streams(picture);
    AVStream line = avformat.avformat_new_stream(sitting, null);
    check(avcodec.avcodec_parameters_copy(line.codecpar(), from.codecpar()), INTERRUPTED);
    line.codecpar().codec_tag(0);
    // Its offer would write FFmpeg's mark for "constrained" into the profile-level-id as well
    line.codecpar().profile(avcodec.AV_PROFILE_H264_BASELINE);
    line.time_base(from.time_base());
  }

  private void begin(String token) {
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "authorization", token, 0);
    int status = avformat.avformat_write_header(sitting, options);
    avutil.av_dict_free(options);
    check(status, isRefusal(status) ? "camera.refused" : INTERRUPTED);
    begun = true;
  }

  private static boolean isRefusal(int status) {
    return status == avutil.AVERROR_HTTP_UNAUTHORIZED()
        || status == avutil.AVERROR_HTTP_FORBIDDEN()
        || status == avutil.AVERROR_HTTP_NOT_FOUND()
        || status == avutil.AVERROR_HTTP_OTHER_4XX();
  }

  private void pass() {
    packet.stream_index(0);
    avcodec.av_packet_rescale_ts(
        packet, camera.streams(picture).time_base(), sitting.streams(0).time_base());
    packet.pos(-1);
    check(avformat.av_write_frame(sitting, packet), INTERRUPTED);
  }

  private static void check(int status, String problem) {
    if (status < 0) {
      throw new ProblemException(problem, 502);
    }
  }

  /** Tells the sitting that the camera leaves. */
  @Override
  public void close() {
    if (begun) {
      avformat.av_write_trailer(sitting);
    }
    avformat.avformat_free_context(sitting);
    avformat.avformat_close_input(camera);
    avcodec.av_packet_free(packet);
  }
}
