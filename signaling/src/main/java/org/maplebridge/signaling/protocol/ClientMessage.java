package org.maplebridge.signaling.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/**
 * What a client may say. Every message carries {@code ref}, chosen by the client; the server
 * answers each with exactly one {@link ServerMessage.Done} or {@link ServerMessage.Failed} of that
 * ref.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClientMessage.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = ClientMessage.Knock.class, name = "knock"),
  @JsonSubTypes.Type(value = ClientMessage.Admit.class, name = "admit"),
  @JsonSubTypes.Type(value = ClientMessage.Refuse.class, name = "refuse"),
  @JsonSubTypes.Type(value = ClientMessage.Publish.class, name = "publish"),
  @JsonSubTypes.Type(value = ClientMessage.Receive.class, name = "receive"),
  @JsonSubTypes.Type(value = ClientMessage.RestartReceiving.class, name = "restartReceiving"),
  @JsonSubTypes.Type(value = ClientMessage.ReceiveAnswer.class, name = "receiveAnswer"),
  @JsonSubTypes.Type(value = ClientMessage.Wish.class, name = "wish"),
  @JsonSubTypes.Type(value = ClientMessage.SetSource.class, name = "setSource"),
  @JsonSubTypes.Type(value = ClientMessage.DeviceState.class, name = "deviceState"),
  @JsonSubTypes.Type(value = ClientMessage.MuteParticipant.class, name = "muteParticipant"),
  @JsonSubTypes.Type(value = ClientMessage.Chat.class, name = "chat"),
  @JsonSubTypes.Type(value = ClientMessage.AddCompanion.class, name = "addCompanion"),
  @JsonSubTypes.Type(value = ClientMessage.ConfirmCompanion.class, name = "confirmCompanion"),
  @JsonSubTypes.Type(value = ClientMessage.RemoveCompanion.class, name = "removeCompanion"),
  @JsonSubTypes.Type(value = ClientMessage.AskForHelp.class, name = "askForHelp"),
  @JsonSubTypes.Type(value = ClientMessage.RaiseAlarm.class, name = "raiseAlarm"),
  @JsonSubTypes.Type(value = ClientMessage.AskConsent.class, name = "askConsent"),
  @JsonSubTypes.Type(value = ClientMessage.GiveConsent.class, name = "giveConsent"),
  @JsonSubTypes.Type(value = ClientMessage.StartRecording.class, name = "startRecording"),
  @JsonSubTypes.Type(value = ClientMessage.StopRecording.class, name = "stopRecording"),
  @JsonSubTypes.Type(value = ClientMessage.RemoveParticipant.class, name = "removeParticipant"),
  @JsonSubTypes.Type(value = ClientMessage.Proceed.class, name = "proceed"),
  @JsonSubTypes.Type(value = ClientMessage.Leave.class, name = "leave"),
  @JsonSubTypes.Type(value = ClientMessage.EndMediation.class, name = "endMediation"),
  @JsonSubTypes.Type(value = ClientMessage.CloseSitting.class, name = "closeSitting"),
  @JsonSubTypes.Type(value = ClientMessage.Ping.class, name = "ping"),
})
public sealed interface ClientMessage {

  long ref();

  /**
   * First message on every socket, within 10 s.
   *
   * @param version protocol version, 1
   * @param ticket short-lived join ticket from the HTTP API
   * @param takeOver true to end an older connection of the same participant (a second tab, a
   *     refresh); the older one is told {@link ServerMessage.TakenOver}
   */
  record Hello(long ref, int version, String ticket, boolean takeOver) implements ClientMessage {}

  /**
   * Asks to be let in from the lobby. Repeating it keeps the place.
   *
   * @param checks what the equipment check found, for the host
   */
  record Knock(long ref, DeviceCheck checks) implements ClientMessage {}

  /** The host lets a waiting participant in; empty lets everyone in. */
  record Admit(long ref, Optional<String> participantId) implements ClientMessage {}

  /** The host refuses a waiting participant, with a sentence the person is shown. */
  record Refuse(long ref, String participantId, String reason) implements ClientMessage {}

  /**
   * Offers a connection to send on, replacing an earlier one; or, when it is a later offer of the
   * same connection with other ICE credentials, restarts ICE on it (RFC 8839 section 4.4.1.1.1).
   * Answered by {@link ServerMessage.PublishAnswer} before {@code done}.
   *
   * @param sdp an offer with only sendonly m-lines
   * @param sources what each m-line carries
   */
  record Publish(long ref, String sdp, List<OfferedSource> sources) implements ClientMessage {

    public Publish {
      sources = List.copyOf(sources);
    }
  }

  /**
   * Asks for a connection to receive on, replacing an earlier one. The server follows with {@link
   * ServerMessage.ReceiveOffer} now and whenever the sources this participant may see change.
   */
  record Receive(long ref) implements ClientMessage {}

  /**
   * Asks for a {@link ServerMessage.ReceiveOffer} that restarts ICE on the connection one receives
   * on (RFC 8445 section 9): the path in use serves until a new one is found.
   */
  record RestartReceiving(long ref) implements ClientMessage {}

  /**
   * Answers a {@link ServerMessage.ReceiveOffer}.
   *
   * @param epoch the offer's; an answer to an older offer is ignored
   */
  record ReceiveAnswer(long ref, int epoch, String sdp) implements ClientMessage {}

  /**
   * How the client shows what it receives, from now on. Of sources not named the best is sent.
   *
   * @param wishes of cameras and screens
   */
  record Wish(long ref, List<SourceWish> wishes) implements ClientMessage {

    public Wish {
      wishes = List.copyOf(wishes);
    }
  }

  /** Mutes or unmutes one's own source. The bridge drops its packets while it is off. */
  record SetSource(long ref, SourceKind kind, boolean on) implements ClientMessage {}

  /**
   * The system took a device away from the page, as for a phone call, or gave it back. Said of what
   * was there before; switching a source off is {@link SetSource}.
   */
  record DeviceState(long ref, SourceKind kind, boolean works) implements ClientMessage {}

  /** The host mutes another participant's microphone; unmuting is that person's own act. */
  record MuteParticipant(long ref, String participantId) implements ClientMessage {}

  /** A line to everyone in the room; 1 to 2,000 characters. */
  record Chat(long ref, String text) implements ClientMessage {}

  /**
   * 一机多人: says who else sits at one's own device; said by whoever lets people in, also at
   * another's. A participant of that name who has not come by a link of their own is meant, if
   * there is one; else somebody new.
   *
   * @param device whose device, where it is not one's own
   * @param role of somebody new
   */
  record AddCompanion(long ref, Optional<String> device, String name, Role role)
      implements ClientMessage {}

  /** Whoever lets people in has seen a companion. */
  record ConfirmCompanion(long ref, String participantId) implements ClientMessage {}

  /** A companion is at the device no more. */
  record RemoveCompanion(long ref, String participantId) implements ClientMessage {}

  /** Calls the host silently. */
  record AskForHelp(long ref) implements ClientMessage {}

  /** 静默报警: calls those on duty outside; nobody in the room is told. */
  record RaiseAlarm(long ref) implements ClientMessage {}

  /** The host asks every participant for consent to being recorded. */
  record AskConsent(long ref) implements ClientMessage {}

  /**
   * Gives or withdraws one's own consent. A withdrawal during a recording stops it.
   *
   * @param companion who answers, where it is somebody who sits at one's device
   */
  record GiveConsent(long ref, String textVersion, boolean given, Optional<String> companion)
      implements ClientMessage {

    /** One's own. */
    public GiveConsent(long ref, String textVersion, boolean given) {
      this(ref, textVersion, given, Optional.empty());
    }
  }

  /** Refused by rule {@code recording.consent-missing} while one party has not consented. */
  record StartRecording(long ref) implements ClientMessage {}

  record StopRecording(long ref) implements ClientMessage {}

  /** The host removes a participant from the sitting. */
  record RemoveParticipant(long ref, String participantId, String reason)
      implements ClientMessage {}

  /** Asks for a step of procedure. */
  record Proceed(long ref, Move move) implements ClientMessage {}

  /** Leaves for good in this connection; the person may come back by the same link. */
  record Leave(long ref) implements ClientMessage {}

  /** A party ends the mediation for all and for good; nothing follows from it but the end. */
  record EndMediation(long ref) implements ClientMessage {}

  /** The host ends the sitting for all. Recordings are stopped and sealed. */
  record CloseSitting(long ref) implements ClientMessage {}

  /** Keeps the connection alive; the client sends one every 5 s. */
  record Ping(long ref) implements ClientMessage {}
}
