package org.maplebridge.bench.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** Draws a person before a wall: head and shoulders that sway, blink and speak. */
final class Portrait {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 270;
  private static final double HEAD_X = WIDTH / 2.0;
  private static final double HEAD_Y = 122;

  private final Look look;
  private final BufferedImage room;

  Portrait(Look look) {
    this.look = look;
    this.room = drawRoom(look);
  }

  static int width() {
    return WIDTH;
  }

  static int height() {
    return HEIGHT;
  }

  /**
   * @param seconds media time
   * @param mouth 0 closed to 1 wide open
   */
  void draw(BufferedImage canvas, double seconds, double mouth) {
    Graphics2D g = canvas.createGraphics();
    try {
      g.drawImage(room, 0, 0, null);
      smooth(g);
      double sway = Math.sin(seconds * 0.7 + look.phase()) * 5;
      double nod = Math.sin(seconds * 1.9 + look.phase()) * (1 + 2.5 * mouth);
      g.translate(sway, nod);
      drawBody(g);
      drawHead(g);
      drawEyes(g, blinking(seconds));
      drawMouth(g, mouth);
    } finally {
      g.dispose();
    }
  }

  private boolean blinking(double seconds) {
    return (seconds + look.phase()) % 3.7 < 0.14;
  }

  private void drawBody(Graphics2D g) {
    Path2D shoulders = new Path2D.Double();
    shoulders.moveTo(HEAD_X - 130, HEIGHT + 30);
    shoulders.curveTo(HEAD_X - 125, 205, HEAD_X - 70, 196, HEAD_X - 30, 186);
    shoulders.lineTo(HEAD_X + 30, 186);
    shoulders.curveTo(HEAD_X + 70, 196, HEAD_X + 125, 205, HEAD_X + 130, HEIGHT + 30);
    shoulders.closePath();
    g.setColor(look.clothes());
    g.fill(shoulders);
    g.setColor(look.skin().darker());
    g.fill(new RoundRectangle2D.Double(HEAD_X - 21, 160, 42, 40, 22, 22));
    g.setColor(look.clothes().darker());
    g.setStroke(new BasicStroke(4));
    g.draw(new Arc2D.Double(HEAD_X - 34, 168, 68, 38, 200, 140, Arc2D.OPEN));
  }

  private void drawHead(Graphics2D g) {
    if (look.longHair()) {
      g.setColor(look.hair());
      g.fill(new RoundRectangle2D.Double(HEAD_X - 66, HEAD_Y - 62, 132, 142, 84, 84));
    }
    g.setColor(look.skin());
    g.fill(new Ellipse2D.Double(HEAD_X - 62, HEAD_Y - 12, 16, 26));
    g.fill(new Ellipse2D.Double(HEAD_X + 46, HEAD_Y - 12, 16, 26));
    g.fill(new Ellipse2D.Double(HEAD_X - 52, HEAD_Y - 60, 104, 126));
    g.setColor(look.hair());
    g.fill(new Arc2D.Double(HEAD_X - 55, HEAD_Y - 68, 110, 74, 8, 164, Arc2D.CHORD));
    drawWrinkles(g);
  }

  private void drawWrinkles(Graphics2D g) {
    if (!look.old()) {
      return;
    }
    g.setColor(look.skin().darker());
    g.setStroke(new BasicStroke(1.4f));
    for (int i = 0; i < 2; i++) {
      g.draw(new Arc2D.Double(HEAD_X - 22, HEAD_Y - 34 + i * 6, 44, 8, 20, 140, Arc2D.OPEN));
    }
  }

  private void drawEyes(Graphics2D g, boolean shut) {
    for (int side = -1; side <= 1; side += 2) {
      double x = HEAD_X + side * 23;
      g.setColor(look.hair());
      g.setStroke(new BasicStroke(3.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(new Arc2D.Double(x - 13, HEAD_Y - 25, 26, 12, 30, 120, Arc2D.OPEN));
      g.setColor(new Color(0x2B2522));
      if (shut) {
        g.draw(new Arc2D.Double(x - 9, HEAD_Y - 10, 18, 8, 200, 140, Arc2D.OPEN));
      } else {
        g.fill(new Ellipse2D.Double(x - 5.5, HEAD_Y - 12, 11, 13));
        g.setColor(Color.WHITE);
        g.fill(new Ellipse2D.Double(x - 2, HEAD_Y - 10, 4, 4));
      }
      if (look.glasses()) {
        g.setColor(new Color(0x3A3A3A));
        g.setStroke(new BasicStroke(2.2f));
        g.draw(new RoundRectangle2D.Double(x - 18, HEAD_Y - 21, 36, 30, 14, 14));
      }
    }
    g.setColor(look.skin().darker());
    g.setStroke(new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(new Arc2D.Double(HEAD_X - 7, HEAD_Y + 6, 14, 12, 200, 140, Arc2D.OPEN));
  }

  private static void drawMouth(Graphics2D g, double mouth) {
    double open = 2 + 20 * mouth;
    double wide = 34 - 8 * mouth;
    g.setColor(new Color(0x7A2E2B));
    g.fill(new Ellipse2D.Double(HEAD_X - wide / 2, HEAD_Y + 34 - open / 2, wide, open));
    g.setColor(new Color(0xB4605A));
    g.setStroke(new BasicStroke(2.4f));
    g.draw(new Ellipse2D.Double(HEAD_X - wide / 2, HEAD_Y + 34 - open / 2, wide, open));
  }

  private static BufferedImage drawRoom(Look look) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    smooth(g);
    g.setColor(look.wall());
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setColor(look.wall().darker());
    g.fillRect(0, HEIGHT - 48, WIDTH, 48);
    g.setColor(new Color(0xF4EFE6));
    g.fill(new RoundRectangle2D.Double(36, 30, 92, 116, 6, 6));
    g.setColor(look.clothes().brighter());
    g.fill(new RoundRectangle2D.Double(44, 38, 76, 100, 4, 4));
    g.setColor(new Color(0xB5432F));
    Path2D leaf = new Path2D.Double();
    leaf.moveTo(396, 66);
    for (int i = 1; i <= 14; i++) {
      double angle = Math.PI * 2 * i / 14 - Math.PI / 2;
      double radius = i % 2 == 0 ? 30 : 15;
      leaf.lineTo(396 + Math.cos(angle) * radius, 96 + Math.sin(angle) * radius);
    }
    leaf.closePath();
    g.fill(leaf);
    g.dispose();
    return image;
  }

  private static void smooth(Graphics2D g) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /**
   * How a person looks.
   *
   * @param phase radians and seconds, so that no two people move alike
   */
  record Look(
      Color skin,
      Color hair,
      Color clothes,
      Color wall,
      boolean longHair,
      boolean glasses,
      boolean old,
      double phase) {}
}
