package org.maplebridge.server.agreement;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When an agreement takes effect. Pure.
 *
 * <ul>
 *   <li>People's mediation, written: when all parties have signed, the mediator has signed and the
 *       committee's seal is on it (PML 29).
 *   <li>Oral: when the parties reach it (PML 28, 30).
 *   <li>On the courts' platform: when the last party's electronic signature is complete (OMR 19).
 *   <li>Delegated by a court: when both parties have signed (SMR 24).
 *   <li>Labour: both parties, the mediator and the organisation's seal (LDA 14).
 * </ul>
 */
final class EffectRule {

  private EffectRule() {}

  /** The moment; empty while something is missing. */
  static Optional<OffsetDateTime> effectiveAt(Channel channel, AgreementForm form, Marks marks) {
    return switch (form) {
      case ORAL -> marks.reachedAt();
      case WRITTEN ->
          switch (channel) {
            case PEOPLE, LABOUR ->
                last(
                    Stream.concat(
                        marks.parties().stream(), Stream.of(marks.mediator(), marks.seal())));
            case COURT_ONLINE, COURT_DELEGATED -> last(marks.parties().stream());
          };
    };
  }

  private static Optional<OffsetDateTime> last(Stream<Optional<OffsetDateTime>> moments) {
    List<Optional<OffsetDateTime>> all = moments.toList();
    return all.isEmpty() || all.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : all.stream()
            .flatMap(Optional::stream)
            .max(Comparator.comparing(OffsetDateTime::toInstant));
  }

  /**
   * What has been put under an agreement, and when.
   *
   * @param parties one for every party, in any order
   * @param reachedAt when an oral agreement was reached
   */
  record Marks(
      List<Optional<OffsetDateTime>> parties,
      Optional<OffsetDateTime> mediator,
      Optional<OffsetDateTime> seal,
      Optional<OffsetDateTime> reachedAt) {

    Marks {
      parties = List.copyOf(parties);
    }
  }
}
