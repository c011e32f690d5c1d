package org.maplebridge.signaling.sitting;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;

/**
 * One scheduled meeting of a case.
 *
 * @param id unguessable
 * @param caseId the case it belongs to
 * @param platformNumber the case's platform number, such as {@code NJ-20240416-000123-4}
 * @param caseNumber the number people quote: mediation or court number, else the platform one
 * @param caseTitle the case in plain words
 * @param centre the inviting centre's name
 * @param placeId the booked room or court point, if any
 */
public record Sitting(
    String id,
    String caseId,
    String platformNumber,
    String caseNumber,
    String caseTitle,
    String centre,
    SittingKind kind,
    SittingState state,
    OffsetDateTime startsAt,
    OffsetDateTime endsAt,
    Optional<String> placeId,
    List<Participant> participants) {

  public Sitting {
    participants = List.copyOf(participants);
  }

  /**
   * Whether somebody only listens to a lecture: counted on its attendance list, and told of nowhere
   * else.
   */
  public boolean isListener(Participant participant) {
    return kind == SittingKind.LECTURE
        && participant.role() == Role.OBSERVER
        && !participant.host();
  }

  /** Everybody who sits at somebody's device, as on one name plate: 张三、李四. */
  public String namesAt(Participant owner) {
    return Stream.concat(
            Stream.of(owner),
            participants.stream().filter(p -> p.device().equals(Optional.of(owner.id()))))
        .map(Participant::name)
        .collect(Collectors.joining("、"));
  }

  public Optional<Participant> participant(String participantId) {
    return participants.stream().filter(p -> p.id().equals(participantId)).findFirst();
  }
}
