package org.maplebridge.signaling.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/** A step of procedure somebody asks for, in {@link ClientMessage.Proceed}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Move.OpenCaucus.class, name = "openCaucus"),
  @JsonSubTypes.Type(value = Move.LeaveCaucus.class, name = "leaveCaucus"),
  @JsonSubTypes.Type(value = Move.AllowCaucusRecording.class, name = "allowCaucusRecording"),
  @JsonSubTypes.Type(value = Move.PassOn.class, name = "passOn"),
  @JsonSubTypes.Type(value = Move.CallToDesk.class, name = "callToDesk"),
  @JsonSubTypes.Type(value = Move.LeaveDesk.class, name = "leaveDesk"),
  @JsonSubTypes.Type(value = Move.EnterStage.class, name = "enterStage"),
  @JsonSubTypes.Type(value = Move.GiveTurn.class, name = "giveTurn"),
  @JsonSubTypes.Type(value = Move.RaiseHand.class, name = "raiseHand"),
  @JsonSubTypes.Type(value = Move.GiveFloor.class, name = "giveFloor"),
  @JsonSubTypes.Type(value = Move.SignOath.class, name = "signOath"),
  @JsonSubTypes.Type(value = Move.CallWitness.class, name = "callWitness"),
  @JsonSubTypes.Type(value = Move.ReleaseWitness.class, name = "releaseWitness"),
  @JsonSubTypes.Type(value = Move.PresentEvidence.class, name = "presentEvidence"),
  @JsonSubTypes.Type(value = Move.GiveOpinion.class, name = "giveOpinion"),
  @JsonSubTypes.Type(value = Move.Caution.class, name = "caution"),
  @JsonSubTypes.Type(value = Move.CallRecess.class, name = "callRecess"),
  @JsonSubTypes.Type(value = Move.ConfirmInterruption.class, name = "confirmInterruption"),
  @JsonSubTypes.Type(value = Move.AnswerRollCall.class, name = "answerRollCall"),
  @JsonSubTypes.Type(value = Move.Resume.class, name = "resume"),
  @JsonSubTypes.Type(value = Move.CloseDoors.class, name = "closeDoors"),
  @JsonSubTypes.Type(value = Move.AllowObserver.class, name = "allowObserver"),
  @JsonSubTypes.Type(value = Move.Delegate.class, name = "delegate"),
  @JsonSubTypes.Type(value = Move.Challenge.class, name = "challenge"),
  @JsonSubTypes.Type(value = Move.DecideChallenge.class, name = "decideChallenge"),
  @JsonSubTypes.Type(value = Move.PauseRecording.class, name = "pauseRecording"),
  @JsonSubTypes.Type(value = Move.ContinueRecording.class, name = "continueRecording"),
  @JsonSubTypes.Type(value = Move.ObjectTo.class, name = "objectTo"),
  @JsonSubTypes.Type(value = Move.DecideObjection.class, name = "decideObjection"),
  @JsonSubTypes.Type(value = Move.SetCrisis.class, name = "setCrisis"),
  @JsonSubTypes.Type(value = Move.AskQuestion.class, name = "askQuestion"),
  @JsonSubTypes.Type(value = Move.TakeQuestion.class, name = "takeQuestion"),
  @JsonSubTypes.Type(value = Move.CloseQuestion.class, name = "closeQuestion"),
})
public sealed interface Move {

  /** 背对背: the mediator goes apart with some people of one side. */
  record OpenCaucus(List<String> participantIds) implements Move {

    public OpenCaucus {
      participantIds = List.copyOf(participantIds);
    }
  }

  /** Back from a caucus to the others. Of the one who opened it: for all in it. */
  record LeaveCaucus() implements Move {}

  /** Of somebody in a caucus: whether it may be recorded. */
  record AllowCaucusRecording(boolean given) implements Move {}

  /** Of a mediator in a caucus: what may be passed on, written to the main room. */
  record PassOn(String text) implements Move {}

  /** The clerk speaks with one person alone, to check identity or the record. */
  record CallToDesk(String participantId) implements Move {}

  /** The clerk ends that. */
  record LeaveDesk() implements Move {}

  record EnterStage(Stage stage) implements Move {}

  /**
   * Gives one side its turn to speak and to show, or takes it back.
   *
   * @param seconds after which the turn ends by itself
   */
  record GiveTurn(Optional<Side> side, Optional<Integer> seconds) implements Move {}

  record RaiseHand(boolean up) implements Move {}

  /** Lets one person speak outside a turn, or ends that. */
  record GiveFloor(String participantId, boolean given) implements Move {}

  /** 证人保证书 */
  record SignOath() implements Move {}

  record CallWitness(String participantId) implements Move {}

  record ReleaseWitness() implements Move {}

  /** 举证 */
  record PresentEvidence(String title) implements Move {}

  /** 质证: 真实性, 合法性, 关联性, each accepted or not. */
  record GiveOpinion(
      String evidenceId, boolean genuine, boolean lawful, boolean relevant, String note)
      implements Move {}

  record Caution(String participantId, CautionLevel level, String reason) implements Move {}

  /** 休庭、休息 */
  record CallRecess(String reason) implements Move {}

  /** 技术中断, as proposed by the server when somebody needed is gone. */
  record ConfirmInterruption() implements Move {}

  /** One person is there again, or was named and did not answer. */
  record AnswerRollCall(String participantId, boolean here) implements Move {}

  record Resume() implements Move {}

  /** 不公开: observers go out, or may come back. */
  record CloseDoors(boolean closed, String reason) implements Move {}

  /** 准许旁听, or no longer. */
  record AllowObserver(String participantId, boolean given) implements Move {}

  /** The judge lets the clerk lead the procedure, or no longer. */
  record Delegate(boolean given) implements Move {}

  /** 申请回避 */
  record Challenge(String participantId, String reason) implements Move {}

  /**
   * A challenge is decided; of a judge or assessor by the president of the court, whose decision
   * the clerk enters.
   */
  record DecideChallenge(String participantId, boolean upheld) implements Move {}

  record PauseRecording(PauseGround ground) implements Move {}

  record ContinueRecording() implements Move {}

  /** A party does not want this expert. */
  record ObjectTo(String participantId, String reason) implements Move {}

  /** Whether the expert stays out, which the mediator decides. */
  record DecideObjection(String participantId, boolean upheld) implements Move {}

  record SetCrisis(CrisisLevel level) implements Move {}

  /** Of a listener, to those who lead the lecture. */
  record AskQuestion(String text) implements Move {}

  /** Shows a question to everybody. */
  record TakeQuestion(String questionId) implements Move {}

  /** A question is answered, or not let through. */
  record CloseQuestion(String questionId) implements Move {}
}
