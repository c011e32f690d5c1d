package org.maplebridge.signaling.rules;

import static org.maplebridge.signaling.protocol.SittingKind.CONSULTATION;
import static org.maplebridge.signaling.protocol.SittingKind.EXPERT_CALL;
import static org.maplebridge.signaling.protocol.SittingKind.HEARING;
import static org.maplebridge.signaling.protocol.SittingKind.LECTURE;
import static org.maplebridge.signaling.protocol.SittingKind.MEDIATION;

import java.util.List;
import java.util.Set;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.SittingKind;

/**
 * What a participant may want to do in a sitting, or be in it: who it is for, and in which kinds it
 * exists. Nothing else can be done.
 */
public enum Act {
  /** Connect at all. */
  ENTER(By.ANYONE),
  /** Go into the room without being let in by a host. */
  ENTER_WITHOUT_KNOCK(By.ANYONE),
  /** Be in the main room rather than wait. */
  BE_IN_MAIN(By.INSIDE),
  /** Make a connection to send on, which lets nothing pass by itself. */
  OFFER_SOURCE(By.INSIDE),
  /** Be heard. */
  PUBLISH_MICROPHONE(By.INSIDE),
  /** Be seen. */
  PUBLISH_CAMERA(By.INSIDE),
  /** Show a screen or a document. */
  PUBLISH_SCREEN(By.INSIDE),
  /** Write to those in the same room. */
  CHAT(By.INSIDE),
  /** Read what was written before one came. */
  READ_HISTORY(By.INSIDE),
  /** Hear and see what another sends. */
  RECEIVE(By.INSIDE),
  /** See another's name. */
  SEE_NAME(By.INSIDE),
  /** Be recorded. */
  BE_RECORDED(By.INSIDE),
  /** 一机多人: have somebody sit at one's own device, and be named. */
  SHARE_DEVICE(By.ANYONE),
  /** Confirm who sits at another's device, name them, or send them away from it. */
  CONFIRM_COMPANION(By.DESK),
  ASK_FOR_HELP(By.ANYONE),
  /** 静默报警: tell those on duty, and nobody in the room. */
  RAISE_ALARM(By.INSIDE, MEDIATION, HEARING, EXPERT_CALL),
  /** 结束调解: a party ends it for all, at any time and for no reason (PML 23). */
  END_MEDIATION(By.PARTY, MEDIATION),
  GIVE_CONSENT(By.INSIDE),
  /** Let a waiting participant in, or refuse them. */
  ADMIT(By.DESK),
  /** Switch another's microphone off. */
  MUTE(By.DESK),
  REMOVE(By.HOST),
  ASK_CONSENT(By.DESK),
  START_RECORDING(By.HOST),
  STOP_RECORDING(By.HOST),
  CLOSE(By.HOST),
  OPEN_CAUCUS(By.HOST, MEDIATION, HEARING),
  LEAVE_CAUCUS(By.INSIDE, MEDIATION, HEARING),
  ALLOW_CAUCUS_RECORDING(By.INSIDE, MEDIATION, HEARING),
  /** Tell everybody what was said in a caucus and may be passed on. */
  PASS_ON(By.HOST, MEDIATION, HEARING),
  CALL_TO_DESK(By.CLERK, HEARING),
  LEAVE_DESK(By.INSIDE, HEARING),
  ENTER_STAGE(By.LEADER, HEARING),
  GIVE_TURN(By.LEADER, HEARING),
  RAISE_HAND(By.INSIDE),
  GIVE_FLOOR(By.LEADER, HEARING, LECTURE),
  SIGN_OATH(By.WITNESS, HEARING),
  CALL_WITNESS(By.LEADER, HEARING),
  RELEASE_WITNESS(By.LEADER, HEARING),
  PRESENT_EVIDENCE(By.PARTY, HEARING),
  GIVE_OPINION(By.PARTY, HEARING),
  CAUTION(By.DESK, HEARING),
  CALL_RECESS(By.LEADER, MEDIATION, HEARING, EXPERT_CALL, LECTURE),
  CONFIRM_INTERRUPTION(By.HOST, HEARING),
  ANSWER_ROLL_CALL(By.DESK, HEARING),
  RESUME(By.LEADER, MEDIATION, HEARING, EXPERT_CALL, LECTURE),
  CLOSE_DOORS(By.HOST, HEARING),
  /** Let an observer attend, or no longer. */
  ALLOW_OBSERVER(By.HOST, HEARING),
  DELEGATE(By.HOST, HEARING),
  CHALLENGE(By.PARTY, HEARING),
  DECIDE_CHALLENGE(By.DESK, HEARING),
  PAUSE_RECORDING(By.HOST, HEARING),
  CONTINUE_RECORDING(By.HOST, HEARING),
  OBJECT_TO(By.PARTY, EXPERT_CALL, MEDIATION),
  DECIDE_OBJECTION(By.HOST, EXPERT_CALL, MEDIATION),
  SET_CRISIS(By.HOST, CONSULTATION),
  ASK_QUESTION(By.INSIDE, LECTURE),
  TAKE_QUESTION(By.HOST, LECTURE),
  CLOSE_QUESTION(By.HOST, LECTURE);

  private final By by;

  @SuppressWarnings("ImmutableEnumChecker") // copied once, never changed
  private final Set<SittingKind> kinds;

  Act(By by, SittingKind... kinds) {
    this.by = by;
    this.kinds = Set.of(kinds.length == 0 ? SittingKind.values() : kinds);
  }

  By by() {
    return by;
  }

  boolean existsIn(SittingKind kind) {
    return kinds.contains(kind);
  }

  boolean isOfEveryKind() {
    return kinds.size() == SittingKind.values().length;
  }

  Set<SittingKind> kinds() {
    return kinds;
  }

  /** What one asks for with a move. */
  public static Act of(Move move) {
    return switch (move) {
      case Move.OpenCaucus m -> OPEN_CAUCUS;
      case Move.LeaveCaucus m -> LEAVE_CAUCUS;
      case Move.AllowCaucusRecording m -> ALLOW_CAUCUS_RECORDING;
      case Move.PassOn m -> PASS_ON;
      case Move.CallToDesk m -> CALL_TO_DESK;
      case Move.LeaveDesk m -> LEAVE_DESK;
      case Move.EnterStage m -> ENTER_STAGE;
      case Move.GiveTurn m -> GIVE_TURN;
      case Move.RaiseHand m -> RAISE_HAND;
      case Move.GiveFloor m -> GIVE_FLOOR;
      case Move.SignOath m -> SIGN_OATH;
      case Move.CallWitness m -> CALL_WITNESS;
      case Move.ReleaseWitness m -> RELEASE_WITNESS;
      case Move.PresentEvidence m -> PRESENT_EVIDENCE;
      case Move.GiveOpinion m -> GIVE_OPINION;
      case Move.Caution m -> CAUTION;
      case Move.CallRecess m -> CALL_RECESS;
      case Move.ConfirmInterruption m -> CONFIRM_INTERRUPTION;
      case Move.AnswerRollCall m -> ANSWER_ROLL_CALL;
      case Move.Resume m -> RESUME;
      case Move.CloseDoors m -> CLOSE_DOORS;
      case Move.AllowObserver m -> ALLOW_OBSERVER;
      case Move.Delegate m -> DELEGATE;
      case Move.Challenge m -> CHALLENGE;
      case Move.DecideChallenge m -> DECIDE_CHALLENGE;
      case Move.PauseRecording m -> PAUSE_RECORDING;
      case Move.ContinueRecording m -> CONTINUE_RECORDING;
      case Move.ObjectTo m -> OBJECT_TO;
      case Move.DecideObjection m -> DECIDE_OBJECTION;
      case Move.SetCrisis m -> SET_CRISIS;
      case Move.AskQuestion m -> ASK_QUESTION;
      case Move.TakeQuestion m -> TAKE_QUESTION;
      case Move.CloseQuestion m -> CLOSE_QUESTION;
    };
  }

  /** Whom a move is about, by id. */
  public static List<String> targets(Move move) {
    return switch (move) {
      case Move.OpenCaucus m -> m.participantIds();
      case Move.CallToDesk m -> List.of(m.participantId());
      case Move.GiveFloor m -> List.of(m.participantId());
      case Move.CallWitness m -> List.of(m.participantId());
      case Move.Caution m -> List.of(m.participantId());
      case Move.AnswerRollCall m -> List.of(m.participantId());
      case Move.AllowObserver m -> List.of(m.participantId());
      case Move.Challenge m -> List.of(m.participantId());
      case Move.DecideChallenge m -> List.of(m.participantId());
      case Move.ObjectTo m -> List.of(m.participantId());
      case Move.DecideObjection m -> List.of(m.participantId());
      default -> List.of();
    };
  }
}
