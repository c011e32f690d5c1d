package org.maplebridge.recording.compose.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import org.maplebridge.recording.compose.plan.Rect;

/** Text as pictures, in a font of our own that knows Chinese. */
final class Lettering {

  private static final String FONT = "/org/maplebridge/recording/compose/NotoSansSC_500Medium.ttf";
  private static final Color GROUND = new Color(0x16, 0x1B, 0x22);
  private static final Color TILE = new Color(0x24, 0x2B, 0x35);
  private static final Color INK = new Color(0xF2, 0xF4, 0xF7);
  private static final Color DIM = new Color(0x9A, 0xA4, 0xB2);
  private static final Color PINE = new Color(0x7F, 0xC8, 0xA4);
  private static final int MARGIN = 10;

  private final Font font;

  Lettering() throws IOException {
    try (InputStream in = Lettering.class.getResourceAsStream(FONT)) {
      if (in == null) {
        throw new IOException("The font %s is missing from the class path".formatted(FONT));
      }
      font = Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (FontFormatException e) {
      throw new IOException("The font %s cannot be read".formatted(FONT), e);
    }
  }

  /** The strip under a tile. */
  BufferedImage label(Rect rect, String name) {
    BufferedImage image = image(rect, GROUND);
    text(image, name, 18, INK, Place.MIDDLE);
    return image;
  }

  /** A tile without a picture. */
  BufferedImage placeholder(Rect rect, String name, String why) {
    BufferedImage image = image(rect, TILE);
    BufferedImage upper = image.getSubimage(0, 0, rect.width(), rect.height() / 2 + 16);
    text(upper, name, Math.min(40, rect.height() / 5), INK, Place.MIDDLE);
    int below = Math.min(rect.height() / 2 + 24, rect.height() - 32);
    text(image.getSubimage(0, below, rect.width(), 32), why, 16, DIM, Place.MIDDLE);
    return image;
  }

  /** What stands in the place of a break. */
  BufferedImage card(Rect rect, String title, String sentence) {
    BufferedImage image = image(rect, TILE);
    int middle = rect.height() / 2;
    text(image.getSubimage(0, middle - 72, rect.width(), 80), title, 48, INK, Place.MIDDLE);
    text(image.getSubimage(0, middle + 16, rect.width(), 40), sentence, 22, DIM, Place.MIDDLE);
    return image;
  }

  /** The bar at the bottom: case number and title, the stage, the clock. */
  BufferedImage bar(Rect rect, String left, String stage, String right) {
    BufferedImage image = image(rect, GROUND);
    int half = rect.width() / 2;
    int third = rect.width() / 4;
    text(image.getSubimage(0, 0, half, rect.height()), left, 20, INK, Place.LEFT);
    text(image.getSubimage(half, 0, third, rect.height()), stage, 20, PINE, Place.MIDDLE);
    text(image, right, 20, INK, Place.RIGHT);
    return image;
  }

  private static BufferedImage image(Rect rect, Color ground) {
    BufferedImage image =
        new BufferedImage(rect.width(), rect.height(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(ground);
    graphics.fillRect(0, 0, rect.width(), rect.height());
    graphics.dispose();
    return image;
  }

  private void text(BufferedImage image, String text, float size, Color color, Place place) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(font.deriveFont(size));
    graphics.setColor(color);
    FontMetrics metrics = graphics.getFontMetrics();
    String fitting = shorten(text, metrics, image.getWidth() - 2 * MARGIN);
    int width = metrics.stringWidth(fitting);
    int x =
        switch (place) {
          case LEFT -> MARGIN;
          case MIDDLE -> (image.getWidth() - width) / 2;
          case RIGHT -> image.getWidth() - width - MARGIN;
        };
    int y = (image.getHeight() - metrics.getHeight()) / 2 + metrics.getAscent();
    graphics.drawString(fitting, x, y);
    graphics.dispose();
  }

  private static String shorten(String text, FontMetrics metrics, int width) {
    if (metrics.stringWidth(text) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && metrics.stringWidth(text.substring(0, end) + "…") > width) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }

  private enum Place {
    LEFT,
    MIDDLE,
    RIGHT
  }
}
