package org.maplebridge.bench.demo;

import java.awt.Color;
import java.util.List;
import org.maplebridge.bench.demo.Portrait.Look;

/** The people of the demonstration, in the order they speak. */
final class Cast {
  private static final List<Look> LOOKS =
      List.of(
          new Look(
              new Color(0xE8B894),
              new Color(0x2A2321),
              new Color(0x3D5A4C),
              new Color(0xDAD3C4),
              true,
              true,
              false,
              0.3),
          new Look(
              new Color(0xDDA77F),
              new Color(0xB9B4AE),
              new Color(0x5B6A82),
              new Color(0xCFD6D2),
              true,
              false,
              true,
              1.7),
          new Look(
              new Color(0xD99E74),
              new Color(0x1E1B1A),
              new Color(0x8A5A44),
              new Color(0xE2D9CC),
              false,
              false,
              false,
              2.9));
  private static final double[] PITCHES_HZ = {205, 178, 112};

  private Cast() {}

  static DrawnPerson person(int place, Turn turn) {
    Look look = LOOKS.get(place % LOOKS.size());
    double pitchHz = PITCHES_HZ[place % PITCHES_HZ.length];
    return new DrawnPerson(new Portrait(look), new Voice(pitchHz, place), turn, place);
  }
}
