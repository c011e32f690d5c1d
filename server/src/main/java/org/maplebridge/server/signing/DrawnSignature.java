package org.maplebridge.server.signing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.maplebridge.server.http.ProblemException;

/**
 * A signature as a pen or finger drew it, in a field of {@value #WIDTH} × {@value #HEIGHT} units.
 */
public record DrawnSignature(List<Stroke> strokes) {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 400;
  private static final double SCALE = 0.6;
  private static final float PEN = 14;
  private static final int MOST_POINTS = 2_000;
  private static final int LEAST_POINTS = 8;
  private static final int LEAST_SIZE = 80;

  public DrawnSignature {
    strokes = List.copyOf(strokes);
  }

  /** One movement of the pen from down to up. */
  public record Stroke(List<Point> points) {
    public Stroke {
      points = List.copyOf(points);
    }
  }

  /**
   * Where the pen was.
   *
   * @param t milliseconds since it first touched
   */
  public record Point(int x, int y, int t) {

    private boolean isInside() {
      return x >= 0 && x <= WIDTH && y >= 0 && y <= HEIGHT && t >= 0;
    }
  }

  /**
   * Refuses what is no signature: a dot, a scratch too short to be told from another, points
   * outside the field, time that runs backwards.
   *
   * @throws ProblemException {@code signing.bad-signature}
   */
  public void check() {
    List<Point> points = points().toList();
    boolean inside = points.stream().allMatch(Point::isInside);
    boolean forward =
        Stream.iterate(1, i -> i < points.size(), i -> i + 1)
            .allMatch(i -> points.get(i).t() >= points.get(i - 1).t());
    boolean enough = points.size() >= LEAST_POINTS && points.size() <= MOST_POINTS;
    if (!enough || !inside || !forward || size(points) < LEAST_SIZE) {
      throw new ProblemException("signing.bad-signature", 422);
    }
  }

  /** The signature as a PNG, black on white, in base64. */
  public String png() {
    var image =
        new BufferedImage(
            (int) (WIDTH * SCALE), (int) (HEIGHT * SCALE), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.BLACK);
    pen.scale(SCALE, SCALE);
    pen.setStroke(new BasicStroke(PEN, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    strokes.forEach(stroke -> pen.draw(path(stroke)));
    pen.dispose();
    return Pictures.png(image);
  }

  private static Path2D path(Stroke stroke) {
    Path2D path = new Path2D.Double();
    List<Point> points = stroke.points();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      if (i == 0) {
        path.moveTo(point.x(), point.y());
      }
      path.lineTo(point.x(), point.y());
    }
    return path;
  }

  private static int size(List<Point> points) {
    var x = points.stream().mapToInt(Point::x).summaryStatistics();
    var y = points.stream().mapToInt(Point::y).summaryStatistics();
    return Math.max(x.getMax() - x.getMin(), y.getMax() - y.getMin());
  }

  private Stream<Point> points() {
    return strokes.stream().flatMap(stroke -> stroke.points().stream());
  }

  /** Pictures as files. */
  static final class Pictures {

    private Pictures() {}

    static String png(BufferedImage image) {
      try {
        var file = new ByteArrayOutputStream();
        ImageIO.write(image, "png", file);
        return Base64.getEncoder().encodeToString(file.toByteArray());
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  }
}
