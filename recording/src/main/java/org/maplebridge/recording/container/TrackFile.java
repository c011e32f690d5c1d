package org.maplebridge.recording.container;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.maplebridge.recording.container.SegmentSink.WrittenSegment;
import org.maplebridge.recording.store.Digests;

/**
 * One source in one Matroska file, stream copy. The muxer runs in live mode: clusters of at most a
 * second, no index, nothing rewritten, so that the file is playable up to its last flush whatever
 * happens to the process. Owned by one thread.
 */
public final class TrackFile implements AutoCloseable {

  private static final int SAMPLE_RATE_HZ = 48_000;

  // Passed by argument.
  private final SegmentSink sink;

  // Allocated by this.
  private final ChannelOutput output;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVPacket packet = avcodec.av_packet_alloc();

  // Others.
  private long lastMs = -1;
  private long segmentFromMs = -1;
  private long segmentToMs;
  private long segmentFrames;
  private boolean closed;

  /** Creates the file, which must not exist, and writes its header. */
  public TrackFile(Path file, StreamSpec spec, SegmentSink sink) throws IOException {
    this.sink = sink;
    this.output = new ChannelOutput(file);
    try {
      open(spec);
    } catch (IOException e) {
      release();
      throw e;
    }
  }

  private void open(StreamSpec spec) throws IOException {
    check(
        avformat.avformat_alloc_output_context2(context, null, "matroska", (String) null),
        "prepare the container");
    context.pb(output.context());
    // Without this the header holds a random id, and the same tracks give different bytes.
    context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    describe(avformat.avformat_new_stream(context, null), spec);
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "live", "1", 0);
    avutil.av_dict_set(options, "cluster_time_limit", "1000", 0);
    try {
      check(avformat.avformat_write_header(context, options), "write the header");
    } finally {
      avutil.av_dict_free(options);
    }
  }

  private static void describe(AVStream stream, StreamSpec spec) {
    AVCodecParameters parameters = stream.codecpar();
    switch (spec.codec()) {
      case OPUS -> {
        parameters.codec_type(avutil.AVMEDIA_TYPE_AUDIO);
        parameters.codec_id(avcodec.AV_CODEC_ID_OPUS);
        parameters.sample_rate(SAMPLE_RATE_HZ);
        avutil.av_channel_layout_default(parameters.ch_layout(), 2);
      }
      case VP8 -> video(parameters, avcodec.AV_CODEC_ID_VP8, spec);
      case H264 -> video(parameters, avcodec.AV_CODEC_ID_H264, spec);
    }
    byte[] extradata = spec.extradata();
    if (extradata.length > 0) {
      BytePointer copy =
          new BytePointer(
              avutil.av_mallocz(extradata.length + avcodec.AV_INPUT_BUFFER_PADDING_SIZE));
      copy.put(extradata, 0, extradata.length);
      parameters.extradata(copy);
      parameters.extradata_size(extradata.length);
    }
  }

  private static void video(AVCodecParameters parameters, int codecId, StreamSpec spec) {
    parameters.codec_type(avutil.AVMEDIA_TYPE_VIDEO);
    parameters.codec_id(codecId);
    parameters.width(spec.width());
    parameters.height(spec.height());
  }

  /**
   * Adds a frame.
   *
   * @param atMs on the time line; a time not after the last one is moved up to the next millisecond
   */
  public void write(byte[] frame, long atMs, long durationMs, boolean key) throws IOException {
    long at = Math.max(atMs, lastMs + 1);
    check(avcodec.av_new_packet(packet, frame.length), "take memory for a frame");
    try {
      packet.data().put(frame, 0, frame.length);
      packet.stream_index(0);
      packet.pts(at);
      packet.dts(at);
      packet.duration(durationMs);
      packet.flags(key ? avcodec.AV_PKT_FLAG_KEY : 0);
      check(avformat.av_write_frame(context, packet), "write a frame");
    } finally {
      avcodec.av_packet_unref(packet);
    }
    output.throwFailure();
    lastMs = at;
    segmentFromMs = segmentFromMs < 0 ? at : segmentFromMs;
    segmentToMs = at + durationMs;
    segmentFrames++;
  }

  /** Ends the open cluster, brings it to the disk and reports the segment. */
  public void flush() throws IOException {
    check(avformat.av_write_frame(context, null), "flush");
    cut();
  }

  private void cut() throws IOException {
    long offset = output.segmentStart();
    avformat.avio_flush(output.context());
    long length = output.pendingBytes();
    Digests digests = output.cut();
    if (length > 0) {
      sink.onSegment(
          new WrittenSegment(
              offset, length, digests, Math.max(segmentFromMs, 0), segmentToMs, segmentFrames));
      segmentFromMs = -1;
      segmentFrames = 0;
    }
  }

  /** Writes what is left and closes the file. Idempotent. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      check(avformat.av_write_trailer(context), "end the file");
      cut();
    } finally {
      release();
    }
  }

  private void release() throws IOException {
    closed = true;
    avcodec.av_packet_free(packet);
    if (!context.isNull()) {
      context.pb(null);
      avformat.avformat_free_context(context);
    }
    output.close();
  }

  private void check(int status, String what) throws IOException {
    output.throwFailure();
    if (status < 0) {
      BytePointer text = new BytePointer(128L);
      avutil.av_strerror(status, text, 128);
      throw new IOException("FFmpeg could not %s: %s".formatted(what, text.getString()));
    }
  }

  /** Media time of the end of the last frame. */
  public long endMs() {
    return segmentToMs;
  }
}
