package org.maplebridge.recording.compose.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {

  private static final List<String> ROLES =
      List.of("JUDGE", "CLERK", "PLAINTIFF", "AGENT", "DEFENDANT", "WITNESS", "THIRD_PARTY");

  @Test
  void tilesNeverTouchAndStayInThePicture() {
    for (String kind : List.of("MEDIATION", "HEARING", "LECTURE", "EXPERT_CALL")) {
      for (int people = 0; people <= 12; people++) {
        for (int screens = 0; screens <= 2; screens++) {
          check(kind, present(people, screens));
        }
      }
    }
  }

  private static void check(String kind, List<Subject> present) {
    List<Scene.Tile> tiles = Layout.of(kind, present);
    String what = kind + " " + present.size();
    assertEquals(present.size(), tiles.size(), what);
    for (Scene.Tile tile : tiles) {
      Rect picture = tile.picture();
      assertTrue(picture.x() >= 4 && picture.y() >= 4, what + tile);
      assertTrue(picture.x() + picture.width() <= Layout.WIDTH - 4, what + tile);
      assertTrue(tile.label().y() + tile.label().height() <= Layout.bar().y() - 4, what + tile);
      assertEquals(picture, picture.fit(1280, 720), "no black beside a 16:9 camera");
    }
    for (int i = 0; i < tiles.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertFalse(touch(whole(tiles.get(i)), whole(tiles.get(j))), what);
      }
    }
  }

  @Test
  void theBenchStandsAboveBetweenTheParties() {
    List<Scene.Tile> tiles = Layout.of("HEARING", present(6, 0));
    Rect judge = of(tiles, "JUDGE");
    Rect plaintiff = of(tiles, "PLAINTIFF");
    Rect defendant = of(tiles, "DEFENDANT");
    Rect witness = of(tiles, "WITNESS");
    assertTrue(judge.width() > plaintiff.width(), "the bench is large");
    assertTrue(plaintiff.x() < judge.x() && judge.x() < defendant.x());
    assertTrue(witness.y() > judge.y(), "the stand is before the bench");
    assertEquals(of(tiles, "AGENT").x(), plaintiff.x(), "an agent stands beside their party");
  }

  @Test
  void whatIsShownIsTheLargest() {
    for (String kind : List.of("MEDIATION", "HEARING", "LECTURE")) {
      List<Scene.Tile> tiles = Layout.of(kind, present(5, 1));
      Rect screen =
          tiles.stream()
              .filter(tile -> tile.subject().kind() == Subject.Kind.SCREEN)
              .findFirst()
              .orElseThrow()
              .picture();
      for (Scene.Tile tile : tiles) {
        assertTrue(tile.picture().width() <= screen.width(), kind + tile);
      }
    }
  }

  private static List<Subject> present(int people, int screens) {
    List<Subject> present = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      String role = ROLES.get(i % ROLES.size());
      present.add(new Subject(Subject.Kind.PERSON, "p" + i, "name", role, "label", List.of()));
    }
    for (int i = 0; i < screens; i++) {
      present.add(new Subject(Subject.Kind.SCREEN, "p" + i, "name", "", "label", List.of()));
    }
    return present;
  }

  private static Rect of(List<Scene.Tile> tiles, String role) {
    return tiles.stream()
        .filter(tile -> tile.subject().role().equals(role))
        .findFirst()
        .orElseThrow()
        .picture();
  }

  private static Rect whole(Scene.Tile tile) {
    Rect picture = tile.picture();
    return new Rect(
        picture.x(), picture.y(), picture.width(), picture.height() + tile.label().height());
  }

  private static boolean touch(Rect a, Rect b) {
    return a.x() < b.x() + b.width()
        && b.x() < a.x() + a.width()
        && a.y() < b.y() + b.height()
        && b.y() < a.y() + a.height();
  }
}
