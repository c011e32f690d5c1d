package org.maplebridge.signaling.room;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.maplebridge.bridge.api.BridgeRoom;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.ProblemException;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.protocol.ServerMessage.RecordingState;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.protocol.Stage;
import org.maplebridge.signaling.rules.Act;
import org.maplebridge.signaling.rules.Decision;
import org.maplebridge.signaling.rules.MediaGraph;
import org.maplebridge.signaling.rules.Procedure;
import org.maplebridge.signaling.rules.SittingRules;
import org.maplebridge.signaling.sitting.Hindrance;
import org.maplebridge.signaling.sitting.SittingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consent to being recorded, and the recording itself as everyone in the room sees it. */
public final class Recorder {
  private static final Logger log = LoggerFactory.getLogger(Recorder.class);

  /** Rules that let a recording rest, rather than end: grounds in law. */
  private static final Set<String> PAUSES =
      Set.of("recording.paused", "recording.recess", "recording.stage");

  private static final Decision NOBODY_LEADS = new Decision(false, "rule.host-only", List.of());

  private final RoomState state;
  private final TapRoom room;
  private final Mailbox thread;
  private boolean asked;

  /** A hearing whose recording could not start is not tried again before the next step. */
  private Optional<Procedure> failedAt = Optional.empty();

  private Optional<Instant> since = Optional.empty();
  private Optional<String> fault = Optional.empty();

  /**
   * Sealed, or on the way to it: whoever checks the record signs what the recording is known by.
   */
  private boolean finished;

  /** In the room while it is recorded, and not recorded themselves: no tap takes their packets. */
  private Set<String> untapped = Set.of();

  Recorder(RoomState state, BridgeRoom room, Mailbox thread) {
    this.state = state;
    this.room = new TapRoom(room);
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

  /** A listener who is given the floor is asked for themselves: others send nothing. */
  void askListener(Seat seat) {
    if (state.sitting().isListener(seat.participant)) {
      seat.send(question());
    }
  }

  /** Each at a device answers for themselves. */
  void askCompanion(Seat companion) {
    if (asked && companion.consent.isEmpty()) {
      companion.device.ifPresent(device -> device.send(question()));
    }
  }

  /** One's own answer; saying no during a recording stops it where that consent is needed. */
  public void consent(Seat device, ClientMessage.GiveConsent answer) {
    Seat seat = Companions.at(device, answer.companion());
    state.require(seat, Act.GIVE_CONSENT);
    String textVersion = answer.textVersion();
    boolean given = answer.given();
    requireSignature(seat, given);
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
    if (!seat.equals(device)) {
      Companions.tellDevice(device);
    }
    // Whom the tap may take is decided with everything else of the room.
    state.rosterChanged();
    if (since.isPresent() && !mayRecord().allowed()) {
      stop("consent-withdrawn");
    } else {
      tellAll();
    }
  }

  /** In a consultation a client consents by a signature, which is written down elsewhere. */
  private void requireSignature(Seat seat, boolean given) {
    state.doors.directory().find(state.sitting().id()).ifPresent(state::update);
    if (given && seat.participant.hindrances().contains(Hindrance.RECORDING_UNSIGNED)) {
      throw Problems.refusal("consent.signature");
    }
  }

  /** Starts recording, where everybody's consent allows it. */
  public void start(Seat host) {
    state.require(host, Act.START_RECORDING);
    if (since.isPresent() && fault.isEmpty()) {
      throw Problems.refusal("recording.already-on");
    }
    begin(host);
  }

  private void begin(Seat host) {
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
    // Whom the tap may take is decided with everything else of the room.
    state.rosterChanged();
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
    end(() -> suspend(reason));
  }

  /** Lets it rest on a ground in law: the one the judge gave, or the rule's. */
  private void pause(String rule) {
    String ground =
        state
            .procedure()
            .court()
            .pause()
            .map(given -> given.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .orElse(rule.substring(rule.indexOf('.') + 1));
    end(() -> await(state.doors.recording().pause(state.sitting().id(), ground)));
  }

  private void end(Runnable how) {
    if (since.isEmpty()) {
      return;
    }
    state.doors.journal().recording(state.sitting().id(), Optional.empty());
    since = Optional.empty();
    fault = Optional.empty();
    untapped = Set.of();
    how.run();
    state.event(RoomListener.Kind.RECORDING_STOPPED);
    tellAll();
  }

  /** Closes the files and leaves the journal as it is, so that a restart goes on. */
  void suspend(String reason) {
    await(state.doors.recording().stop(state.sitting().id(), reason));
  }

  private void await(CompletionStage<Void> stopped) {
    try {
      Await.on(stopped, Await.RECORDER);
    } catch (RuntimeException e) {
      log.error("sitting {}: recording did not stop cleanly", state.sitting().id(), e);
    }
  }

  /**
   * Brings it in line with the rules: stops it where it no longer may be (a party was added and has
   * not consented, the stage is not recorded), starts that of a hearing where it must be. The tap
   * takes what the graph says and nothing else.
   */
  void follow(MediaGraph graph) {
    Decision may = mayRecord();
    if (since.isPresent() && PAUSES.contains(may.rule())) {
      pause(may.rule());
    } else if (since.isPresent() && !may.allowed()) {
      stop(may.rule());
    }
    boolean must =
        state.sitting().kind() == SittingKind.HEARING
            && state.sitting().state() == SittingState.IN_SESSION;
    if (must && may.allowed() && since.isEmpty()) {
      leader().filter(Seat::isInRoom).ifPresent(this::startByLaw);
    }
    room.permit(permitted(graph));
    noteTaps(graph);
    if (state.procedure().stage() == Stage.RECORD_CHECK && !finished) {
      finish();
    }
  }

  /** As if whoever leads were here: a recording does not end because they dropped out. */
  private Decision mayRecord() {
    return leader()
        .map(seat -> SittingRules.may(state.scene(), seat.standing().inside(), Act.START_RECORDING))
        .orElse(NOBODY_LEADS);
  }

  private Optional<Seat> leader() {
    return state.seats().filter(s -> s.participant.host()).findFirst();
  }

  /** Writes down from when to when the tap was shut for somebody, in a caucus for instance. */
  private void noteTaps(MediaGraph graph) {
    Set<String> shut =
        since.isEmpty()
            ? Set.of()
            : state
                .inRoom()
                .map(seat -> seat.participantId)
                .filter(id -> !graph.recorded().contains(id))
                .collect(Collectors.toUnmodifiableSet());
    state
        .seats()
        .filter(seat -> shut.contains(seat.participantId) != untapped.contains(seat.participantId))
        .forEach(seat -> note(shut.contains(seat.participantId) ? "tap-shut" : "tap-opened", seat));
    untapped = shut;
  }

  /** At the close: no tap can be made any more, and it is said if none ever was. */
  void tellUntapped() {
    if (!room.everTapped()) {
      state.event(RoomListener.Kind.UNTAPPED);
    }
  }

  private void startByLaw(Seat host) {
    if (failedAt.equals(Optional.of(state.procedure()))) {
      return;
    }
    try {
      begin(host);
    } catch (ProblemException e) {
      failedAt = Optional.of(state.procedure());
      fault = Optional.of(e.problem().sentence());
      tellAll();
    }
  }

  private Set<String> permitted(MediaGraph graph) {
    return since.isEmpty()
        ? Set.of()
        : state
            .seats()
            .filter(seat -> graph.recorded().contains(seat.participantId))
            .flatMap(seat -> seat.sources.keySet().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  boolean isOn() {
    return since.isPresent();
  }

  /** Puts an event on the recording's time line, while there is one; listeners are not on it. */
  void note(String what, Seat seat) {
    if (since.isPresent() && !state.sitting().isListener(seat.participant)) {
      state.doors.recording().note(state.sitting().id(), what, seat.participantId);
    }
  }

  void tell(Seat seat) {
    seat.send(view());
    if (asked && seat.consent.isEmpty()) {
      seat.send(question());
    }
    seat.companions.forEach(this::askCompanion);
  }

  private void tellAll() {
    state.toRoom(view());
  }

  private void subscribe() {
    Await.on(state.doors.recording().start(state.sitting(), room, new Watch()), Await.RECORDER);
  }

  /** Brings what the recorder tells into the room, on any thread. */
  private final class Watch implements RecordingDoor.Watch {
    @Override
    public void onFault(String sentence) {
      show(Optional.of(sentence));
    }

    @Override
    public void onRecovered() {
      show(Optional.empty());
    }

    private void show(Optional<String> told) {
      thread.post(
          () -> {
            if (since.isPresent()) {
              fault = told;
              tellAll();
            }
          });
    }
  }

  /** The sitting is over: nothing more is recorded, and what was is sealed. */
  void seal() {
    stop("sitting-closed");
    tellUntapped();
    finish();
  }

  private void finish() {
    finished = true;
    String sitting = state.sitting().id();
    state
        .doors
        .recording()
        .finish(sitting)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                log.error("sitting {}: recording could not be sealed", sitting, failure);
              }
            });
  }

  private ServerMessage question() {
    return new ServerMessage.ConsentAsked(state.doors.options().consentVersion());
  }

  private RecordingState view() {
    RecordingState.State how =
        fault.isPresent()
            ? RecordingState.State.FAULT
            : since.isEmpty() ? RecordingState.State.OFF : RecordingState.State.ON;
    List<RecordingState.Consent> answers =
        state
            .seats()
            .filter(s -> s.participant.role().isParty() || s.consent.isPresent())
            // Whether a listener's voice is recorded is between them and the host.
            .filter(s -> s.participant.role() != Role.OBSERVER)
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
