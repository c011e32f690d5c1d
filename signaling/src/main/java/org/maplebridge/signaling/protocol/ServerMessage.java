package org.maplebridge.signaling.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** What the server says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ServerMessage.Done.class, name = "done"),
  @JsonSubTypes.Type(value = ServerMessage.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = ServerMessage.Welcome.class, name = "welcome"),
  @JsonSubTypes.Type(value = ServerMessage.Waiting.class, name = "waiting"),
  @JsonSubTypes.Type(value = ServerMessage.Admitted.class, name = "admitted"),
  @JsonSubTypes.Type(value = ServerMessage.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = ServerMessage.Lobby.class, name = "lobby"),
  @JsonSubTypes.Type(value = ServerMessage.Roster.class, name = "roster"),
  @JsonSubTypes.Type(value = ServerMessage.PublishAnswer.class, name = "publishAnswer"),
  @JsonSubTypes.Type(value = ServerMessage.ReceiveOffer.class, name = "receiveOffer"),
  @JsonSubTypes.Type(value = ServerMessage.Speakers.class, name = "speakers"),
  @JsonSubTypes.Type(value = ServerMessage.ChatLine.class, name = "chatLine"),
  @JsonSubTypes.Type(value = ServerMessage.HelpAsked.class, name = "helpAsked"),
  @JsonSubTypes.Type(value = ServerMessage.MutedByHost.class, name = "mutedByHost"),
  @JsonSubTypes.Type(value = ServerMessage.ConsentAsked.class, name = "consentAsked"),
  @JsonSubTypes.Type(value = ServerMessage.RecordingState.class, name = "recordingState"),
  @JsonSubTypes.Type(value = ServerMessage.Procedure.class, name = "procedure"),
  @JsonSubTypes.Type(value = ServerMessage.Cautioned.class, name = "cautioned"),
  @JsonSubTypes.Type(value = ServerMessage.Quality.class, name = "quality"),
  @JsonSubTypes.Type(value = ServerMessage.PicturesPaused.class, name = "picturesPaused"),
  @JsonSubTypes.Type(value = ServerMessage.Companions.class, name = "companions"),
  @JsonSubTypes.Type(value = ServerMessage.TakenOver.class, name = "takenOver"),
  @JsonSubTypes.Type(value = ServerMessage.Removed.class, name = "removed"),
  @JsonSubTypes.Type(value = ServerMessage.SittingClosed.class, name = "sittingClosed"),
})
public sealed interface ServerMessage {

  /** The client's message {@code ref} was carried out. */
  record Done(long ref) implements ServerMessage {}

  /** The client's message {@code ref} was refused. */
  record Failed(long ref, Problem problem) implements ServerMessage {}

  /**
   * Answer to hello: who you are and how things stand.
   *
   * @param place where you are now: a person who was admitted before goes straight back in
   * @param mediaKept true when a media connection of this participant's former socket still stands
   *     here: a client that still has the other end of it keeps it, every other client publishes
   *     and receives anew
   * @param serverEpoch changes when the server restarted; the client then publishes anew
   */
  record Welcome(
      ParticipantView you,
      SittingView sitting,
      Place place,
      boolean mediaKept,
      List<IceServer> iceServers,
      String serverEpoch,
      OffsetDateTime serverTime)
      implements ServerMessage {

    public Welcome {
      iceServers = List.copyOf(iceServers);
    }
  }

  /**
   * You are in the lobby.
   *
   * @param ahead how many wait before you
   * @param hostPresent whether the host is in the room already
   */
  record Waiting(int ahead, boolean hostPresent) implements ServerMessage {}

  /** Who sits at your device with you. Sent whole at each change. */
  record Companions(List<Companion> companions) implements ServerMessage {

    public Companions {
      companions = List.copyOf(companions);
    }
  }

  /** You are let in: publish and receive now. */
  record Admitted() implements ServerMessage {}

  /** The host refused you, with a sentence. */
  record Refused(String reason) implements ServerMessage {}

  /** To hosts: who waits, in order. Sent whole at each change. */
  record Lobby(List<Knocker> waiting) implements ServerMessage {

    public Lobby {
      waiting = List.copyOf(waiting);
    }
  }

  /** Who is in the room. Sent whole at each change. */
  record Roster(List<ParticipantView> participants) implements ServerMessage {

    public Roster {
      participants = List.copyOf(participants);
    }
  }

  /** Answer to {@link ClientMessage.Publish}. */
  record PublishAnswer(String sdp) implements ServerMessage {}

  /**
   * An offer for the receiving connection.
   *
   * @param epoch grows with each offer of this connection
   * @param fresh true when the client must start from a new peer connection
   * @param sources what each m-line carries, by mid; an m-line not listed is inactive
   */
  record ReceiveOffer(int epoch, boolean fresh, String sdp, List<ReceivedSource> sources)
      implements ServerMessage {

    public ReceiveOffer {
      sources = List.copyOf(sources);
    }
  }

  /** Who speaks, most recent first. */
  record Speakers(List<String> participantIds) implements ServerMessage {

    public Speakers {
      participantIds = List.copyOf(participantIds);
    }
  }

  /**
   * A chat line; the history of a room comes once after coming into it.
   *
   * @param room where it was said
   * @param passedOn whether a mediator passes it on from a caucus
   */
  record ChatLine(
      String id,
      String participantId,
      String name,
      OffsetDateTime at,
      String text,
      RoomKind room,
      boolean passedOn)
      implements ServerMessage {}

  /** To hosts: a participant asks for help. */
  record HelpAsked(String participantId, OffsetDateTime at) implements ServerMessage {}

  /** The host muted your microphone. */
  record MutedByHost() implements ServerMessage {}

  /** Everyone is asked for consent to being recorded. */
  record ConsentAsked(String textVersion) implements ServerMessage {}

  /**
   * The recording as everyone must see it.
   *
   * @param state OFF, ON, or FAULT when the recorder lost data or stopped by itself
   * @param since when it began
   * @param consents each party's answer; absent while not answered
   * @param fault a sentence for FAULT
   */
  record RecordingState(
      State state, Optional<OffsetDateTime> since, List<Consent> consents, Optional<String> fault)
      implements ServerMessage {

    public RecordingState {
      consents = List.copyOf(consents);
    }

    public enum State {
      OFF,
      ON,
      FAULT
    }

    /** One party's answer. */
    public record Consent(String participantId, String name, Optional<Boolean> given) {}
  }

  /**
   * The procedure as you may see it. Sent after entering and whole at each change.
   *
   * @param room which room you are in
   * @param rights what you may do in it now
   * @param caucusElsewhere the mediator is speaking with the other party
   * @param turnEndsAt when the turn ends by itself
   * @param stages those you may enter now
   * @param order of a hearing; absent in other kinds
   * @param caucusRecording in a caucus, whether all taken into it agreed to its recording
   * @param evidence shown so far
   * @param questions to those who lead all of them, to others those taken
   * @param objections to experts, open ones: to who leads all of them, to others their own
   * @param crisis to hosts
   */
  record Procedure(
      Stage stage,
      Rest rest,
      RoomKind room,
      Rights rights,
      boolean caucusElsewhere,
      Optional<Side> turn,
      Optional<OffsetDateTime> turnEndsAt,
      List<String> floor,
      List<String> hands,
      List<Stage> stages,
      Optional<Order> order,
      Optional<Boolean> caucusRecording,
      List<Evidence> evidence,
      List<Question> questions,
      List<Objection> objections,
      Optional<CrisisLevel> crisis)
      implements ServerMessage {

    public Procedure {
      floor = List.copyOf(floor);
      hands = List.copyOf(hands);
      stages = List.copyOf(stages);
      evidence = List.copyOf(evidence);
      questions = List.copyOf(questions);
      objections = List.copyOf(objections);
    }

    /** Why the sitting rests. */
    public enum Rest {
      NONE,
      RECESS,
      INTERRUPTED
    }

    /**
     * What may pass of what you send, and what you may do.
     *
     * @param lead take the steps of the procedure: a host, or the clerk where delegated
     * @param keepOrder let in, mute, caution, call the roll: a host, or the clerk of a hearing
     * @param preside what is the host's alone, and in a hearing the judge's
     * @param alarm raise a silent alarm
     * @param end end the mediation for all: a party, or who acts for one
     */
    public record Rights(
        boolean speak,
        boolean beSeen,
        boolean show,
        boolean write,
        boolean lead,
        boolean keepOrder,
        boolean preside,
        boolean alarm,
        boolean end) {}

    /**
     * Order in a hearing.
     *
     * @param onStand who is being heard
     * @param witnesses to those who lead: who waits to be heard, or was
     * @param observers to those who lead: who asks to attend, and whether they were let
     * @param missing to those who lead: needed people gone for more than 30 s
     * @param here who answered the roll-call
     * @param awaited to those who lead: who is booked and was not let in
     * @param cautions to those who lead: the gravest one each person got
     * @param pause why the recording rests
     */
    public record Order(
        boolean doorsClosed,
        boolean delegated,
        Optional<String> onStand,
        List<Witness> witnesses,
        List<Observer> observers,
        List<String> challenged,
        List<String> missing,
        List<String> here,
        List<Awaited> awaited,
        List<CautionGiven> cautions,
        Optional<PauseGround> pause) {

      public Order {
        witnesses = List.copyOf(witnesses);
        observers = List.copyOf(observers);
        challenged = List.copyOf(challenged);
        missing = List.copyOf(missing);
        here = List.copyOf(here);
        awaited = List.copyOf(awaited);
        cautions = List.copyOf(cautions);
      }
    }

    /** A witness or appraiser. */
    public record Witness(String participantId, String name, boolean sworn, boolean heard) {}

    /** Somebody who is booked and not there. */
    public record Awaited(String participantId, String name, Role role) {}

    /** How far the court has gone with somebody. */
    public record CautionGiven(String participantId, CautionLevel level) {}

    /** Somebody who asks to attend a hearing, here or still to come. */
    public record Observer(String participantId, String name, boolean allowed) {}

    /** A piece of evidence and what the other sides said of it. */
    public record Evidence(String evidenceId, Side by, String title, List<Opinion> opinions) {

      public Evidence {
        opinions = List.copyOf(opinions);
      }
    }

    /** 真实性, 合法性, 关联性, each accepted or not. */
    public record Opinion(
        Side by, boolean genuine, boolean lawful, boolean relevant, String note) {}

    /**
     * A listener's question.
     *
     * @param askedBy for whoever leads: who may be given the floor
     */
    public record Question(
        String questionId, String text, boolean taken, Optional<String> askedBy) {}

    /** A party does not want an expert; the expert is out until it is decided. */
    public record Objection(String participantId, String name, String by, String reason) {}
  }

  /** The court keeps order. */
  record Cautioned(String participantId, CautionLevel level, String reason)
      implements ServerMessage {}

  /**
   * Your connection as the bridge measures it, every 2 s.
   *
   * @param score 1 (bad) to 5 (excellent)
   * @param downlinkBps what the way to you carries, bits per second; absent while unknown
   */
  record Quality(
      double score,
      int roundTripMs,
      double uplinkLoss,
      double downlinkLoss,
      Optional<Long> downlinkBps)
      implements ServerMessage {}

  /**
   * Your network does not carry these pictures at the moment; sound goes on. Comes whole at each
   * change, empty when every picture is sent again.
   */
  record PicturesPaused(List<String> sourceIds) implements ServerMessage {

    public PicturesPaused {
      sourceIds = List.copyOf(sourceIds);
    }
  }

  /** The same person connected elsewhere; this connection is over and must not reconnect. */
  record TakenOver() implements ServerMessage {}

  /** The host removed you, with a sentence; do not reconnect. */
  record Removed(String reason) implements ServerMessage {}

  /**
   * The sitting is over for all.
   *
   * @param endedBy the party who ended the mediation, where one did
   */
  record SittingClosed(Optional<String> endedBy) implements ServerMessage {}
}
