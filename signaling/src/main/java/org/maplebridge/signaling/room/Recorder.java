package org.maplebridge.signaling.room;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.signaling.protocol.ProblemException;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.ServerMessage.RecordingState;
import org.maplebridge.signaling.rules.Act;
import org.maplebridge.signaling.rules.SittingRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consent to being recorded, and the recording itself as everyone in the room sees it. */
public final class Recorder {
  private static final Logger log = LoggerFactory.getLogger(Recorder.class);

  private final RoomState state;
  private final BridgeRoom room;
  private final Mailbox thread;
  private boolean asked;
  private Optional<Instant> since = Optional.empty();
  private Optional<String> fault = Optional.empty();

  Recorder(RoomState state, BridgeRoom room, Mailbox thread) {
    this.state = state;
    this.room = room;
    this.thread = thread;
  }

  /** Continues what was on when the process ended. */
  void restore(RoomJournal.Remembered remembered) {
    asked = remembered.consentAsked();
    since = remembered.recordingSince();
    if (since.isPresent()) {
      try {
        subscribe();
        state.event(RoomListener.Kind.RECORDING_STARTED);
      } catch (RuntimeException e) {
        log.error("sitting {}: recording could not go on", state.sitting().id(), e);
        fault = Optional.of(sentence(e));
      }
    }
  }

  /** Asks everyone in the room, and whoever comes later. */
  public void askConsent(Seat host) {
    state.require(host, Act.ASK_CONSENT);
    state.doors.journal().consentAsked(state.sitting().id());
    asked = true;
    state.toRoom(question());
  }

  /** One's own answer; saying no during a recording stops it. */
  public void consent(Seat seat, String textVersion, boolean given) {
    state.require(seat, Act.GIVE_CONSENT);
    String inForce = state.doors.options().consentVersion();
    if (!textVersion.equals(inForce)) {
      throw Problems.refusal("consent.version");
    }
    String sitting = state.sitting().id();
    state.doors.journal().consent(sitting, seat.participantId, inForce, given, state.now());
    seat.consent = Optional.of(given);
    state.event(
        given ? RoomListener.Kind.CONSENT_GIVEN : RoomListener.Kind.CONSENT_WITHDRAWN, seat);
    note(given ? "consent-given" : "consent-withdrawn", seat);
    if (!given && since.isPresent()) {
      stop("consent-withdrawn");
    } else {
      tellAll();
    }
  }

  /** Starts recording, where everybody's consent allows it. */
  public void start(Seat host) {
    state.require(host, Act.START_RECORDING);
    if (since.isPresent() && fault.isEmpty()) {
      throw Problems.refusal("recording.already-on");
    }
    try {
      subscribe();
    } catch (RuntimeException e) {
      log.error("sitting {}: recording could not start", state.sitting().id(), e);
      throw Problems.refusal("recording.failed", sentence(e));
    }
    Instant now = state.now();
    state.doors.journal().recording(state.sitting().id(), Optional.of(now));
    since = Optional.of(now);
    fault = Optional.empty();
    state.event(RoomListener.Kind.RECORDING_STARTED, host);
    state.inRoom().filter(Seat::isPresent).forEach(seat -> note("participant-joined", seat));
    tellAll();
  }

  /** The host stops it. */
  public void stop(Seat host) {
    state.require(host, Act.STOP_RECORDING);
    if (since.isEmpty()) {
      throw Problems.refusal("recording.not-on");
    }
    stop("host-stopped");
  }

  /** Stops it, if it is on. It counts as off from here even where the recorder fails to say so. */
  void stop(String reason) {
    if (since.isEmpty()) {
      return;
    }
    state.doors.journal().recording(state.sitting().id(), Optional.empty());
    since = Optional.empty();
    fault = Optional.empty();
    suspend(reason);
    state.event(RoomListener.Kind.RECORDING_STOPPED);
    tellAll();
  }

  /** Closes the files and leaves the journal as it is, so that a restart goes on. */
  void suspend(String reason) {
    try {
      Await.on(state.doors.recording().stop(state.sitting().id(), reason), Await.RECORDER);
    } catch (RuntimeException e) {
      log.error("sitting {}: recording did not stop cleanly", state.sitting().id(), e);
    }
  }

  /** Stops it where it no longer may be: a party was added to the sitting and has not consented. */
  void recheck() {
    if (since.isPresent() && !SittingRules.mayRecord(state.scene()).allowed()) {
      stop("consent-missing");
    }
  }

  boolean isOn() {
    return since.isPresent();
  }

  /** Puts an event on the recording's time line, while there is one. */
  void note(String what, Seat seat) {
    if (since.isPresent()) {
      state.doors.recording().note(state.sitting().id(), what, seat.participantId);
    }
  }

  void tell(Seat seat) {
    seat.send(view());
    if (asked && seat.consent.isEmpty()) {
      seat.send(question());
    }
  }

  private void tellAll() {
    state.toRoom(view());
  }

  private void subscribe() {
    Await.on(state.doors.recording().start(state.sitting(), room, this::onFault), Await.RECORDER);
  }

  /** Any thread. */
  private void onFault(String sentence) {
    thread.post(
        () -> {
          if (since.isPresent()) {
            fault = Optional.of(sentence);
            tellAll();
          }
        });
  }

  private ServerMessage question() {
    return new ServerMessage.ConsentAsked(state.doors.options().consentVersion());
  }

  private RecordingState view() {
    RecordingState.State how =
        since.isEmpty()
            ? RecordingState.State.OFF
            : fault.isPresent() ? RecordingState.State.FAULT : RecordingState.State.ON;
    List<RecordingState.Consent> answers =
        state
            .seats()
            .filter(s -> s.participant.role().isParty() || s.consent.isPresent())
            .map(s -> new RecordingState.Consent(s.participantId, s.participant.name(), s.consent))
            .toList();
    return new RecordingState(how, since.map(state::shown), answers, fault);
  }

  private static String sentence(RuntimeException e) {
    return e instanceof ProblemException known
        ? known.problem().sentence()
        : Optional.ofNullable(e.getMessage()).orElse("");
  }
}
