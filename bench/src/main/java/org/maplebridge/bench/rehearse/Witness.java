package org.maplebridge.bench.rehearse;

import dev.onvoid.webrtc.media.video.I420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.maplebridge.bench.client.Audience;
import org.maplebridge.bench.content.FrameCode;
import org.maplebridge.bench.content.Tone;

/**
 * Remembers which frame counters were decoded from whom, and at which frequency each was heard. Any
 * thread.
 */
final class Witness implements Audience {
  private static final double QUIET = 300;

  private final double[] frequenciesHz;
  private final Map<String, BitSet> seen = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> frames = new ConcurrentHashMap<>();
  private final Map<String, Heard> heard = new ConcurrentHashMap<>();

  /**
   * @param frequenciesHz the tones of everybody in the rehearsal
   */
  Witness(double... frequenciesHz) {
    this.frequenciesHz = frequenciesHz.clone();
  }

  @Override
  public boolean receives() {
    return true;
  }

  @Override
  public void onFrame(String participantId, VideoFrame frame) {
    frames.computeIfAbsent(participantId, id -> new LongAdder()).increment();
    I420Buffer picture = frame.buffer.toI420();
    try {
      FrameCode.read(picture.getDataY(), picture.getStrideY(), picture.getWidth())
          .ifPresent(counter -> note(participantId, counter));
    } finally {
      picture.release();
    }
  }

  @Override
  public void onSound(String participantId, byte[] pcm, int rateHz, int channels, int frames) {
    short[] samples = firstChannel(pcm, channels, frames);
    heard
        .computeIfAbsent(participantId, id -> new Heard(frequenciesHz.length))
        .listen(samples, rateHz, frequenciesHz);
  }

  /** How many distinct frames of a participant were decoded so far. */
  int framesDecoded(String participantId) {
    BitSet counters = seen.get(participantId);
    if (counters == null) {
      return 0;
    }
    synchronized (counters) {
      return counters.cardinality();
    }
  }

  /** How many frames of a participant came, the same ones again after a restart included. */
  long frames(String participantId) {
    LongAdder count = frames.get(participantId);
    return count == null ? 0 : count.sum();
  }

  /** Whether what was heard of a participant was that participant's own tone. */
  boolean heardTone(String participantId, double frequencyHz) {
    Heard sound = heard.get(participantId);
    if (sound == null) {
      return false;
    }
    for (int i = 0; i < frequenciesHz.length; i++) {
      if (frequenciesHz[i] == frequencyHz) {
        return sound.isMostly(i);
      }
    }
    return false;
  }

  /** How many pieces of 10 ms of a participant were loud with one of the tones. */
  long soundHeard(String participantId) {
    Heard sound = heard.get(participantId);
    return sound == null ? 0 : sound.all();
  }

  private void note(String participantId, int counter) {
    BitSet counters = seen.computeIfAbsent(participantId, id -> new BitSet());
    synchronized (counters) {
      counters.set(counter);
    }
  }

  private static short[] firstChannel(byte[] pcm, int channels, int frames) {
    short[] samples = new short[frames];
    for (int i = 0; i < frames; i++) {
      int at = 2 * i * channels;
      samples[i] = (short) ((pcm[at] & 0xFF) | pcm[at + 1] << 8);
    }
    return samples;
  }

  /** Loud chunks by the tone that dominated them. */
  private static final class Heard {
    private static final double DOMINANT = 0.5;
    private static final int ENOUGH_CHUNKS = 50;

    /** Chunks per frequency; guarded by this. */
    private final long[] byTone;

    Heard(int tones) {
      byTone = new long[tones];
    }

    synchronized void listen(short[] samples, int rateHz, double[] frequenciesHz) {
      long energy = 0;
      for (short sample : samples) {
        energy += Math.abs(sample);
      }
      if (energy < QUIET * samples.length) {
        return;
      }
      for (int i = 0; i < frequenciesHz.length; i++) {
        if (Tone.share(samples, samples.length, rateHz, frequenciesHz[i]) > DOMINANT) {
          byTone[i]++;
        }
      }
    }

    synchronized long all() {
      long all = 0;
      for (long chunks : byTone) {
        all += chunks;
      }
      return all;
    }

    synchronized boolean isMostly(int tone) {
      return byTone[tone] >= ENOUGH_CHUNKS && byTone[tone] * 10 >= all() * 9;
    }
  }
}
