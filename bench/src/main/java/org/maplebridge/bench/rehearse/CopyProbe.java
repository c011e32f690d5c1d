package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacv.Frame;
import org.maplebridge.bench.content.FrameCode;

/**
 * Holds picture against sound along the whole of a viewing copy: in everybody's tile the frame
 * counter, in the mix everybody's tone. Blocking.
 */
final class CopyProbe {
  /** Offsets are told by the median of stretches this long, so that one late frame is no fault. */
  private static final double STRETCH_SECONDS = 5;

  /** A stretch that is mostly a card tells nothing: a sound at its edge begins where it was cut. */
  private static final int FEWEST_SOUNDS = 3;

  private final JsonNode index;
  private final int framesPerSecond;
  private final Map<String, ToneLevels> tones = new LinkedHashMap<>();
  private final Map<String, List<Double>> pictures = new LinkedHashMap<>();
  private final Map<String, Integer> lastCounter = new LinkedHashMap<>();

  /**
   * What was found.
   *
   * @param worstMs of all people and stretches, the one farthest from zero; NaN where there is none
   * @param compared seconds of picture and sound that were held against one another, of all people
   */
  record Found(double worstMs, int compared) {}

  private CopyProbe(JsonNode index, Map<String, Double> tonesHz, int framesPerSecond) {
    this.index = index;
    this.framesPerSecond = framesPerSecond;
    tonesHz.forEach(
        (person, hz) -> {
          tones.put(person, new ToneLevels(hz));
          pictures.put(person, new ArrayList<>());
        });
  }

  /**
   * Decodes the copy from beginning to end.
   *
   * @param tonesHz everybody's tone, by participant
   */
  static Found of(Path copy, Map<String, Double> tonesHz, int framesPerSecond) {
    CopyProbe probe = new CopyProbe(indexOf(copy), tonesHz, framesPerSecond);
    ArchiveProbe.read(copy, probe::take);
    return probe.found();
  }

  private static JsonNode indexOf(Path copy) {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(copy.resolveSibling("index.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(Frame frame) {
    if (frame.samples != null && frame.samples[0] instanceof ShortBuffer samples) {
      tones.values().forEach(tone -> tone.add(samples));
    } else if (frame.image != null && frame.image[0] instanceof ByteBuffer luma) {
      double at = frame.timestamp / 1e6;
      for (JsonNode tile : tilesAt(at)) {
        look(luma, frame.imageStride, tile, at);
      }
    }
  }

  private JsonNode tilesAt(double seconds) {
    JsonNode tiles = index.path("scenes").path(0).path("tiles");
    for (JsonNode scene : index.path("scenes")) {
      if (scene.path("fromSeconds").asDouble() <= seconds) {
        tiles = scene.path("tiles");
      }
    }
    return tiles;
  }

  private void look(ByteBuffer luma, int stride, JsonNode tile, double at) {
    String person = tile.path("participantId").asText();
    int offset = tile.path("y").asInt() * stride + tile.path("x").asInt();
    ByteBuffer part = luma.duplicate().position(offset).slice();
    FrameCode.read(part, stride, tile.path("width").asInt())
        .ifPresent(
            counter -> {
              Integer before = lastCounter.put(person, counter);
              boolean first = before == null || before != counter;
              if (first && counter % framesPerSecond == 0 && pictures.containsKey(person)) {
                pictures.getOrDefault(person, new ArrayList<>()).add(at);
              }
            });
  }

  private Found found() {
    double worst = 0;
    int compared = 0;
    for (Map.Entry<String, ToneLevels> tone : tones.entrySet()) {
      List<Double> sounds = tone.getValue().onsets();
      List<Double> seen = pictures.getOrDefault(tone.getKey(), List.of());
      compared += Math.min(sounds.size(), seen.size());
      double last = sounds.isEmpty() ? 0 : sounds.getLast();
      for (double from = 0; from <= last; from += STRETCH_SECONDS) {
        double begin = from;
        List<Double> stretch =
            sounds.stream().filter(s -> s >= begin && s < begin + STRETCH_SECONDS).toList();
        double offset = stretch.size() < FEWEST_SOUNDS ? 0 : ArchiveProbe.offsetMs(seen, stretch);
        worst = Double.isNaN(offset) || Math.abs(offset) > Math.abs(worst) ? offset : worst;
      }
    }
    return new Found(compared == 0 ? Double.NaN : worst, compared);
  }
}
