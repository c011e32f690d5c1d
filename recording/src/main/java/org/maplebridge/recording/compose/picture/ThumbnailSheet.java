package org.maplebridge.recording.compose.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.maplebridge.recording.api.ViewingCopy.Thumbnails;
import org.maplebridge.recording.compose.media.Native;

/** Small pictures of the copy at even distances, in rows on one JPEG. Owned by one thread. */
public final class ThumbnailSheet implements AutoCloseable {

  private static final int WIDTH = 160;
  private static final int HEIGHT = 90;
  private static final int COLUMNS = 10;
  private static final int MOST = 100;
  private static final long CLOSEST_MS = 5_000;

  // Passed by argument.
  private final Thumbnails layout;

  // Allocated by this.
  private final BufferedImage sheet;
  private final BytePointer pixels = new BytePointer((long) WIDTH * HEIGHT * 3);
  private final SwsContext scaler;

  // Others.
  private int taken;

  public ThumbnailSheet(long copyMs, int pictureWidth, int pictureHeight) {
    long every = Math.max(CLOSEST_MS, (copyMs + MOST - 1) / MOST);
    int count = (int) Math.max(1, (copyMs + every - 1) / every);
    layout = new Thumbnails(WIDTH, HEIGHT, COLUMNS, count, every / 1000.0);
    int rows = (count + COLUMNS - 1) / COLUMNS;
    int columns = Math.min(count, COLUMNS);
    sheet = new BufferedImage(columns * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
    scaler =
        swscale.sws_getContext(
            pictureWidth,
            pictureHeight,
            avutil.AV_PIX_FMT_YUV420P,
            WIDTH,
            HEIGHT,
            avutil.AV_PIX_FMT_RGB24,
            swscale.SWS_AREA,
            null,
            null,
            (DoublePointer) null);
  }

  /** Takes the picture at a time of the copy, where one is due. */
  public void offer(AVFrame picture, long copyMs) throws IOException {
    if (taken < layout.count() && copyMs >= taken * layout.everySeconds() * 1000) {
      take(picture);
      taken++;
    }
  }

  private void take(AVFrame picture) throws IOException {
    try (PointerPointer<BytePointer> planes = new PointerPointer<>(1);
        IntPointer strides = new IntPointer(1)) {
      planes.put(0, pixels);
      strides.put(0, WIDTH * 3);
      Native.check(
          swscale.sws_scale(
              scaler,
              new PointerPointer<BytePointer>(picture),
              picture.linesize(),
              0,
              picture.height(),
              planes,
              strides),
          "scale a thumbnail");
    }
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    pixels.position(0).get(rgb);
    int left = taken % COLUMNS * WIDTH;
    int top = taken / COLUMNS * HEIGHT;
    sheet.getRaster().setPixels(left, top, WIDTH, HEIGHT, unsigned(rgb));
  }

  private static int[] unsigned(byte[] bytes) {
    int[] values = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] & 0xFF;
    }
    return values;
  }

  /** Writes the sheet. */
  public Thumbnails write(Path jpeg) throws IOException {
    if (!ImageIO.write(sheet, "jpeg", jpeg.toFile())) {
      throw new IOException("This Java writes no JPEG");
    }
    return layout;
  }

  @Override
  public void close() {
    swscale.sws_freeContext(scaler);
    pixels.deallocate();
  }
}
