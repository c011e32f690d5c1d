package org.maplebridge.recording.compose.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where everybody is put, by kind of sitting. Pure. */
public final class Layout {

  public static final int WIDTH = 1280;
  public static final int HEIGHT = 720;
  private static final int BAR_HEIGHT = 40;
  private static final int LABEL_HEIGHT = 26;
  private static final int SPACE = 8;

  /** The scaler works in whole vectors of this many pixels. */
  private static final int VECTOR = 32;

  private static final Rect STAGE = new Rect(0, 0, WIDTH, HEIGHT - BAR_HEIGHT);

  /** Width of the strip beside something large. */
  private static final int STRIP = 304;

  private static final Set<String> BENCH = Set.of("JUDGE", "LAY_JUDGE", "JUDGE_ASSISTANT", "CLERK");
  private static final Set<String> LEFT = Set.of("APPLICANT", "PLAINTIFF");
  private static final Set<String> RIGHT = Set.of("RESPONDENT", "DEFENDANT", "THIRD_PARTY");
  private static final Set<String> STAND = Set.of("WITNESS", "EXPERT", "INTERPRETER");

  private static final String LECTURER = "LECTURER";

  private Layout() {}

  /** The bar at the bottom with the case number, the stage and the clock. */
  public static Rect bar() {
    return new Rect(0, HEIGHT - BAR_HEIGHT, WIDTH, BAR_HEIGHT);
  }

  /**
   * Tiles for those present.
   *
   * @param kind of sitting, such as {@code HEARING}
   */
  public static List<Scene.Tile> of(String kind, List<Subject> present) {
    List<Subject> screens = only(present, Subject.Kind.SCREEN);
    List<Subject> people = only(present, Subject.Kind.PERSON);
    return switch (kind) {
      case "HEARING" -> court(people, screens);
      case "LECTURE" -> lecture(people, screens);
      default -> screens.isEmpty() ? grid(STAGE, people) : beside(screens, people);
    };
  }

  private static List<Subject> only(List<Subject> present, Subject.Kind kind) {
    return present.stream().filter(subject -> subject.kind() == kind).toList();
  }

  /** The slides, or the speaker, large; the others in a strip. */
  private static List<Scene.Tile> lecture(List<Subject> people, List<Subject> screens) {
    if (!screens.isEmpty() || people.isEmpty()) {
      return beside(screens, people);
    }
    Subject speaker =
        people.stream()
            .filter(person -> person.role().equals(LECTURER))
            .findFirst()
            .orElse(people.getFirst());
    return beside(
        List.of(speaker), people.stream().filter(person -> !person.equals(speaker)).toList());
  }

  private static List<Scene.Tile> beside(List<Subject> large, List<Subject> strip) {
    if (strip.isEmpty()) {
      return grid(STAGE, large);
    }
    Rect main = new Rect(0, 0, WIDTH - STRIP, STAGE.height());
    Rect side = new Rect(WIDTH - STRIP, 0, STRIP, STAGE.height());
    return together(grid(main, large), grid(side, strip));
  }

  /**
   * As in a court room: the bench above in the middle, the parties at its left and right, witness,
   * expert or the evidence shown before it.
   */
  private static List<Scene.Tile> court(List<Subject> people, List<Subject> screens) {
    Sides sides = Sides.of(people);
    int left = sides.left().isEmpty() ? 0 : STRIP;
    int right = sides.right().isEmpty() ? 0 : STRIP;
    int middle = WIDTH - left - right;
    List<Subject> before = screens.isEmpty() ? sides.stand() : screens;
    int above = before.isEmpty() ? STAGE.height() : screens.isEmpty() ? 360 : 220;
    if (sides.bench().isEmpty() && !before.isEmpty()) {
      above = 0;
    }
    List<Subject> bench = new ArrayList<>(sides.bench());
    if (!screens.isEmpty()) {
      bench.addAll(sides.stand());
    }
    return Stream.of(
            bench(new Rect(left, 0, middle, above), bench),
            grid(new Rect(0, 0, left, STAGE.height()), sides.left()),
            grid(new Rect(WIDTH - right, 0, right, STAGE.height()), sides.right()),
            before(new Rect(left, above, middle, STAGE.height() - above), before, screens))
        .flatMap(List::stream)
        .toList();
  }

  /** Who presides is the largest, as long as there is room for it. */
  private static List<Scene.Tile> bench(Rect area, List<Subject> bench) {
    if (bench.size() < 2 || area.height() < 300) {
      return grid(area, bench);
    }
    int first = area.width() * 2 / 3;
    return together(
        grid(new Rect(area.x(), area.y(), first, area.height()), bench.subList(0, 1)),
        grid(
            new Rect(area.x() + first, area.y(), area.width() - first, area.height()),
            bench.subList(1, bench.size())));
  }

  /** What is shown takes all the room; a witness is not larger than the bench. */
  private static List<Scene.Tile> before(Rect area, List<Subject> before, List<Subject> screens) {
    int width = screens.isEmpty() ? Math.min(area.width(), 440) : area.width();
    return grid(
        new Rect(area.x() + (area.width() - width) / 2, area.y(), width, area.height()), before);
  }

  /** Equal tiles, in as many columns as make them largest; the last row stands in the middle. */
  static List<Scene.Tile> grid(Rect area, List<Subject> subjects) {
    int count = subjects.size();
    int columns = columns(area, count);
    int rows = (count + columns - 1) / columns;
    List<Scene.Tile> tiles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int row = i / columns;
      int inRow = row == rows - 1 ? count - row * columns : columns;
      int width = area.width() / columns;
      int height = area.height() / rows;
      int x = area.x() + (area.width() - inRow * width) / 2 + (i % columns) * width;
      tiles.add(tile(subjects.get(i), new Rect(x, area.y() + row * height, width, height)));
    }
    return List.copyOf(tiles);
  }

  private static int columns(Rect area, int count) {
    int best = 1;
    int bestWidth = 0;
    for (int columns = 1; columns <= count; columns++) {
      int rows = (count + columns - 1) / columns;
      int width =
          Math.min(
              area.width() / columns - SPACE,
              (area.height() / rows - SPACE - LABEL_HEIGHT) * 16 / 9);
      if (width > bestWidth) {
        best = columns;
        bestWidth = width;
      }
    }
    return best;
  }

  /** The largest picture of 16:9 in a cell, with its name under it. */
  private static Scene.Tile tile(Subject subject, Rect cell) {
    int widest = Math.min(cell.width() - SPACE, (cell.height() - SPACE - LABEL_HEIGHT) * 16 / 9);
    int width = Math.max(VECTOR, widest / VECTOR * VECTOR);
    int height = width * 9 / 16;
    int x = cell.x() + (cell.width() - width) / 2;
    int y = cell.y() + (cell.height() - height - LABEL_HEIGHT) / 2;
    Rect picture = new Rect(x, y, width, height);
    Rect label =
        new Rect(picture.x(), picture.y() + picture.height(), picture.width(), LABEL_HEIGHT);
    return new Scene.Tile(subject, picture, label);
  }

  private static List<Scene.Tile> together(List<Scene.Tile> some, List<Scene.Tile> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /** Who stands where before the court. */
  private record Sides(
      List<Subject> bench, List<Subject> left, List<Subject> right, List<Subject> stand) {

    static Sides of(List<Subject> people) {
      Sides sides =
          new Sides(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      List<Subject> last = sides.left();
      for (Subject person : people) {
        last = sides.place(person.role(), last);
        last.add(person);
      }
      return sides;
    }

    /** An agent or helper stands beside whom the order names before them. */
    private List<Subject> place(String role, List<Subject> last) {
      if (BENCH.contains(role)) {
        return bench;
      }
      if (LEFT.contains(role)) {
        return left;
      }
      if (RIGHT.contains(role)) {
        return right;
      }
      return STAND.contains(role) ? stand : last == bench || last == stand ? left : last;
    }
  }
}
