package org.maplebridge.bridge.room;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jitsi.utils.dsi.DominantSpeakerIdentification;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks, from the audio levels of open sources (RFC 6464). The identification decides on the
 * executor given, which is the room's loop: there is no other thread.
 */
final class SpeakerDetector {

  private static final int SILENCE = 127;

  private final DominantSpeakerIdentification<String> identification;
  private final Consumer<List<String>> listener;
  private final List<String> recent = new ArrayList<>();

  /**
   * @param listener told the participants, most recent speaker first
   */
  SpeakerDetector(Clock clock, ScheduledExecutorService loop, Consumer<List<String>> listener) {
    this.listener = listener;
    identification = new DominantSpeakerIdentification<>(clock, loop);
    identification.addActiveSpeakerChangedListener(this::onSpeaker);
  }

  /**
   * @param level the byte of RFC 6464 section 3: voice flag and level in -dBov
   */
  void onLevel(String participantId, int level) {
    identification.levelChanged(participantId, SILENCE - (level & 0x7F));
  }

  private void onSpeaker(@Nullable String participantId) {
    if (participantId == null) {
      return;
    }
    recent.remove(participantId);
    recent.addFirst(participantId);
    listener.accept(List.copyOf(recent));
  }

  /** A participant has no microphone any more. */
  void forget(String participantId) {
    if (recent.remove(participantId)) {
      listener.accept(List.copyOf(recent));
    }
  }
}
