package org.maplebridge.recording.compose.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.maplebridge.recording.compose.media.Native;
import org.maplebridge.recording.compose.plan.Rect;

/**
 * The picture under composition, YUV 4:2:0. Only what changes is drawn again: a camera when it has
 * a new frame, a name once, the clock once a second. Owned by one thread.
 */
public final class Canvas implements AutoCloseable {

  /** What lies behind everything, #161B22. */
  static final Yuv GROUND = new Yuv(38, 131, 125);

  /** Pine: who speaks, #3FA37A. */
  static final Yuv SPEAKING = new Yuv(127, 119, 87);

  private static final int BORDER = 4;

  // Allocated by this.
  private final AVFrame frame = avutil.av_frame_alloc();
  private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
  private final IntPointer strides = new IntPointer(4);
  private final SwsContext[] scalers;

  /**
   * @param places how many places pictures are drawn to, each keeping a scaler of its own
   */
  Canvas(int width, int height, int places) throws IOException {
    scalers = new SwsContext[places];
    frame.width(width);
    frame.height(height);
    frame.format(avutil.AV_PIX_FMT_YUV420P);
    Native.check(avutil.av_frame_get_buffer(frame, 0), "take memory for the picture");
    clear(new Rect(0, 0, width, height));
  }

  AVFrame frame() {
    return frame;
  }

  /** The encoder may still hold the last picture; then this one gets memory of its own. */
  void beginChange() throws IOException {
    Native.check(avutil.av_frame_make_writable(frame), "take memory for the picture");
  }

  void clear(Rect rect) {
    fill(rect, GROUND);
  }

  void fill(Rect rect, Yuv color) {
    fill(0, rect.x(), rect.y(), rect.width(), rect.height(), color.luma());
    fill(1, rect.x() / 2, rect.y() / 2, rect.width() / 2, rect.height() / 2, color.blue());
    fill(2, rect.x() / 2, rect.y() / 2, rect.width() / 2, rect.height() / 2, color.red());
  }

  /** A frame around a rectangle, outside of it. */
  void frame(Rect around, Yuv color) {
    Rect outer =
        new Rect(
            around.x() - BORDER,
            around.y() - BORDER,
            around.width() + 2 * BORDER,
            around.height() + 2 * BORDER);
    fill(new Rect(outer.x(), outer.y(), outer.width(), BORDER), color);
    fill(new Rect(outer.x(), around.y() + around.height(), outer.width(), BORDER), color);
    fill(new Rect(outer.x(), outer.y(), BORDER, outer.height()), color);
    fill(new Rect(around.x() + around.width(), outer.y(), BORDER, outer.height()), color);
  }

  /** A colour as ITU-R BT.601 studio range has it. */
  record Yuv(int luma, int blue, int red) {}

  private void fill(int plane, int x, int y, int width, int height, int value) {
    long stride = frame.linesize(plane);
    BytePointer data = frame.data(plane);
    for (int row = y; row < y + height; row++) {
      new BytePointer(data).position(row * stride + x).limit(row * stride + x + width).fill(value);
    }
  }

  /** Scales a decoded picture into a rectangle. */
  void draw(int place, AVFrame picture, Rect rect) throws IOException {
    SwsContext scaler =
        swscale.sws_getCachedContext(
            scalers[place],
            picture.width(),
            picture.height(),
            picture.format(),
            rect.width(),
            rect.height(),
            avutil.AV_PIX_FMT_YUV420P,
            swscale.SWS_FAST_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null) {
      throw new IOException("FFmpeg cannot scale this picture");
    }
    scalers[place] = scaler;
    scale(scaler, picture, rect);
  }

  /** Copies a drawn image into a rectangle of its size. */
  void draw(BufferedImage image, Rect rect) throws IOException {
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    AVFrame source = avutil.av_frame_alloc();
    SwsContext scaler =
        swscale.sws_getContext(
            rect.width(),
            rect.height(),
            avutil.AV_PIX_FMT_BGR24,
            rect.width(),
            rect.height(),
            avutil.AV_PIX_FMT_YUV420P,
            swscale.SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    try (BytePointer pixels = new BytePointer(bgr)) {
      source.data(0, pixels);
      source.linesize(0, rect.width() * 3);
      source.height(rect.height());
      scale(scaler, source, rect);
    } finally {
      source.data(0, null);
      avutil.av_frame_free(source);
      swscale.sws_freeContext(scaler);
    }
  }

  private void scale(SwsContext scaler, AVFrame source, Rect rect) throws IOException {
    for (int plane = 0; plane < 3; plane++) {
      int shift = plane == 0 ? 0 : 1;
      long offset = (long) (rect.y() >> shift) * frame.linesize(plane) + (rect.x() >> shift);
      planes.put(plane, new BytePointer(frame.data(plane)).position(offset));
      strides.put(plane, frame.linesize(plane));
    }
    Native.check(
        swscale.sws_scale(
            scaler,
            new PointerPointer<BytePointer>(source),
            source.linesize(),
            0,
            source.height(),
            planes,
            strides),
        "scale a picture");
  }

  @Override
  public void close() {
    for (SwsContext scaler : scalers) {
      if (scaler != null) {
        swscale.sws_freeContext(scaler);
      }
    }
    planes.deallocate();
    strides.deallocate();
    avutil.av_frame_free(frame);
  }
}
