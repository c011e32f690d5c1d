package org.maplebridge.server.minutes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.dossier.file.DocumentKind;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Participant;

/** The kinds of minutes: their parts in the order of the document, who writes and who reads. */
public enum MinutesForm {
  /** 调解笔录 */
  MEDIATION(
      Action.DRAFT_DOCUMENT,
      Action.READ_DOCUMENT,
      DocumentKind.MINUTES,
      List.of("attendance", "notices", "statements", "process", "consensus", "result")),
  /** 庭审笔录, stage by stage */
  TRANSCRIPT(
      Action.WRITE_TRANSCRIPT,
      Action.READ_TRANSCRIPT,
      DocumentKind.TRANSCRIPT,
      List.of(
          "attendance",
          "discipline",
          "opening",
          "rights",
          "statements",
          "evidence",
          "testimony",
          "appraisal",
          "debate",
          "final",
          "mediation",
          "judgment"));

  private final Action write;
  private final Action read;
  private final DocumentKind kind;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<String> parts;

  MinutesForm(Action write, Action read, DocumentKind kind, List<String> parts) {
    this.write = write;
    this.read = read;
    this.kind = kind;
    this.parts = parts;
  }

  /** Empty for kinds of which nobody writes minutes. */
  static Optional<MinutesForm> of(SittingKind kind) {
    return switch (kind) {
      case MEDIATION -> Optional.of(MEDIATION);
      case HEARING -> Optional.of(TRANSCRIPT);
      case CONSULTATION, EXPERT_CALL, LECTURE -> Optional.empty();
    };
  }

  Action write() {
    return write;
  }

  Action read() {
    return read;
  }

  DocumentKind kind() {
    return kind;
  }

  List<String> parts() {
    return parts;
  }

  /** Who of those who sat in it keeps the minutes and answers for them. */
  boolean isKeptBy(Participant seat) {
    return this == MEDIATION ? seat.host() : seat.role() == Role.CLERK;
  }

  /** The part that alone is read and signed by whoever testifies in it (CPL 150). */
  static Optional<String> ownPart(Role role) {
    return switch (role) {
      case WITNESS -> Optional.of("testimony");
      case EXPERT -> Optional.of("appraisal");
      default -> Optional.empty();
    };
  }

  /** Staff who sign, after all parties: the keeper first, who presided last. */
  List<Participant> staffSigners(List<Participant> seats) {
    return Stream.concat(
            seats.stream().filter(this::isKeptBy),
            seats.stream().filter(seat -> seat.host() && !isKeptBy(seat)))
        .toList();
  }
}
