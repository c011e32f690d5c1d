package org.maplebridge.server.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.maplebridge.server.http.ProblemException;

class DrawnSignatureTest {

  @Test
  void pictureShowsWhatWasDrawn() throws IOException {
    PaperHouse.drawn(20).check();
    var picture =
        ImageIO.read(
            new ByteArrayInputStream(Base64.getDecoder().decode(PaperHouse.drawn(20).png())));
    assertEquals(600, picture.getWidth());
    assertEquals(0xff000000, picture.getRGB((int) (400 * 0.6), (int) (85 * 0.6)));
    assertEquals(0xffffffff, picture.getRGB(5, 5));
    long ink =
        IntStream.range(0, 600 * 240)
            .filter(i -> (picture.getRGB(i % 600, i / 600) & 0xff) < 128)
            .count();
    assertTrue(ink > 3_000, "ink on " + ink + " pixels");
  }

  @Test
  void whatIsNoSignatureIsRefused() {
    refused(stroke(new int[] {500, 200, 0}));
    refused(line(10, 30, 0));
    refused(line(30, 2_000, 0));
    refused(line(30, 500, -1));
    refused(
        new DrawnSignature(
            IntStream.range(0, 101).mapToObj(i -> line(20, 300, 0).strokes().getFirst()).toList()));
  }

  private static DrawnSignature line(int points, int width, int slope) {
    return stroke(
        IntStream.range(0, points)
            .mapToObj(i -> new int[] {i * width / points, 200, slope < 0 ? points - i : i})
            .toArray(int[][]::new));
  }

  private static DrawnSignature stroke(int[]... points) {
    return new DrawnSignature(
        List.of(
            new DrawnSignature.Stroke(
                java.util.Arrays.stream(points)
                    .map(p -> new DrawnSignature.Point(p[0], p[1], p[2]))
                    .toList())));
  }

  private static void refused(DrawnSignature drawn) {
    assertEquals("signing.bad-signature", assertThrows(ProblemException.class, drawn::check).id());
  }
}
