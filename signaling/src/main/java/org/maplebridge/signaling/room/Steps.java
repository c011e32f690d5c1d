package org.maplebridge.signaling.room;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Problems;
import org.maplebridge.signaling.protocol.ServerMessage;
import org.maplebridge.signaling.rules.Act;
import org.maplebridge.signaling.rules.Procedure;
import org.maplebridge.signaling.rules.Proceedings;
import org.maplebridge.signaling.rules.Scene;
import org.maplebridge.signaling.rules.SittingRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The procedure of a live sitting, step by step: asked of the rules, written down, then in force.
 * On the room's thread.
 */
public final class Steps {
  private static final Logger log = LoggerFactory.getLogger(Steps.class);

  /** After which the server proposes a technical interruption. */
  private static final Duration MISSING_AFTER = Duration.ofSeconds(30);

  private static final int MAX_TEXT = 500;

  private final RoomState state;
  private final ProcedureJournal journal;
  private final Chat chat;
  private final Recorder recorder;

  Steps(RoomState state, Chat chat, Recorder recorder) {
    this.state = state;
    this.journal = state.doors.journal().procedures();
    this.chat = chat;
    this.recorder = recorder;
  }

  /** Goes on where the procedure was when the process ended. */
  void restore() {
    journal
        .load(state.sitting().id())
        .ifPresent(
            kept -> {
              state.update(kept.procedure());
              state.turnEndsAt(kept.turnEndsAt());
            });
  }

  /** Takes a step, if the rules allow it. */
  public void proceed(Seat seat, Move move) {
    requireText(move);
    Act act = Act.of(move);
    Scene before = state.scene();
    Proceedings.Outcome outcome = SittingRules.proceed(before, seat.standing(), move);
    state.require(seat, outcome.decision());
    Optional<Instant> turnEnds = turnEnds(move);
    journal.step(
        state.sitting().id(),
        seat.participantId,
        move,
        new ProcedureJournal.Kept(outcome.scene().procedure(), turnEnds),
        state.now());
    enter(before, outcome.scene());
    state.turnEndsAt(turnEnds);
    tell(seat, move);
    String word = act.name().toLowerCase(Locale.ROOT).replace('_', '-');
    state.event(RoomListener.Kind.STEP_TAKEN, seat, Optional.of(word), true);
    recorder.note(word(before.procedure(), move, word), seat);
    log.info("sitting {} participant {}: {}", state.sitting().id(), seat.participantId, word);
  }

  /** Somebody left or was removed. */
  void departed(Seat seat) {
    change(Proceedings.departed(state.scene(), seat.participantId), state.turnEndsAt());
  }

  /** Ends a turn whose time is over, and proposes an interruption where somebody is missing. */
  void tick(Instant now) {
    if (state.turnEndsAt().filter(end -> !end.isAfter(now)).isPresent()) {
      change(Proceedings.turnOver(state.scene()), Optional.empty());
    }
    Set<String> gone =
        state
            .inRoom()
            .filter(s -> s.gone.filter(at -> at.plus(MISSING_AFTER).isBefore(now)).isPresent())
            .map(s -> s.participantId)
            .collect(Collectors.toSet());
    change(Proceedings.missing(state.scene(), gone), state.turnEndsAt());
  }

  private void change(Scene after, Optional<Instant> turnEnds) {
    if (after.procedure().equals(state.procedure())) {
      return;
    }
    journal.keep(state.sitting().id(), new ProcedureJournal.Kept(after.procedure(), turnEnds));
    state.update(after.procedure());
    state.turnEndsAt(turnEnds);
  }

  private void enter(Scene before, Scene after) {
    state.update(after.procedure());
    if (before.state() != after.state()) {
      state.update(state.doors.directory().move(state.sitting().id(), after.state()));
    }
  }

  private void tell(Seat seat, Move move) {
    switch (move) {
      case Move.PassOn m -> chat.passOn(seat, m.text());
      case Move.Caution m -> caution(m);
      case Move.GiveFloor m when m.given() -> recorder.askListener(state.named(m.participantId()));
      default -> {
        // What else changed is told with the procedure.
      }
    }
  }

  private void caution(Move.Caution m) {
    ServerMessage message = new ServerMessage.Cautioned(m.participantId(), m.level(), m.reason());
    Seat cautioned = state.named(m.participantId());
    state.toRoom(state.room(cautioned), message);
  }

  private Optional<Instant> turnEnds(Move move) {
    return switch (move) {
      case Move.GiveTurn m ->
          m.side().isPresent()
              ? m.seconds().map(s -> state.now().plusSeconds(s))
              : Optional.empty();
      case Move.EnterStage m -> Optional.empty();
      case Move.Challenge m -> Optional.empty();
      default -> state.turnEndsAt();
    };
  }

  /** Stages are told apart on the recording's time line, and so are answers to questions. */
  private static String word(Procedure before, Move move, String act) {
    return switch (move) {
      case Move.EnterStage m ->
          "stage-" + m.stage().name().toLowerCase(Locale.ROOT).replace('_', '-');
      case Move.TakeQuestion m -> "stage-question";
      case Move.CloseQuestion m when wasTaken(before, m.questionId()) -> "stage-lecture";
      default -> act;
    };
  }

  private static boolean wasTaken(Procedure procedure, String questionId) {
    return procedure.questions().stream().anyMatch(q -> q.id().equals(questionId) && q.taken());
  }

  private void requireText(Move move) {
    String text =
        switch (move) {
          case Move.PassOn m -> m.text();
          case Move.PresentEvidence m -> m.title();
          case Move.GiveOpinion m -> m.note() + ".";
          case Move.Caution m -> m.reason();
          case Move.CallRecess m -> m.reason();
          case Move.CloseDoors m -> m.reason();
          case Move.Challenge m -> m.reason();
          case Move.ObjectTo m -> m.reason();
          case Move.AskQuestion m -> m.text();
          default -> ".";
        };
    if (text.isBlank() || text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
      throw Problems.refusal("step.text");
    }
  }
}
