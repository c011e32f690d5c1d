package org.maplebridge.bench.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * libwebrtc's statistics of a receiver between two moments.
 *
 * @param concealedRatio samples invented, of all played
 * @param fps mean of the pictures that moved
 * @param pictures how many of them moved
 */
record Reading(double concealedRatio, double fps, int pictures) {

  /** What changed from one reading of the statistics to another. */
  static Reading between(
      List<Map<String, Object>> before, List<Map<String, Object>> after, double seconds) {
    Map<Object, Map<String, Object>> first = new HashMap<>();
    before.forEach(stream -> first.put(stream.get("ssrc"), stream));
    double concealed = 0;
    double played = 0;
    double frames = 0;
    int moving = 0;
    for (Map<String, Object> stream : after) {
      Map<String, Object> former = first.getOrDefault(stream.get("ssrc"), Map.of());
      concealed += grown(former, stream, "concealedSamples");
      played += grown(former, stream, "totalSamplesReceived");
      double decoded = grown(former, stream, "framesDecoded");
      frames += decoded;
      moving += decoded > 0 ? 1 : 0;
    }
    return new Reading(
        played == 0 ? 1 : concealed / played, moving == 0 ? 0 : frames / moving / seconds, moving);
  }

  private static double grown(Map<String, Object> before, Map<String, Object> after, String name) {
    return number(after, name) - number(before, name);
  }

  private static double number(Map<String, Object> stream, String name) {
    return stream.get(name) instanceof Number number ? number.doubleValue() : 0;
  }
}
