package org.maplebridge.server.minutes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.maplebridge.server.dossier.RecordingValues;
import org.maplebridge.server.signing.PaperDesk;
import org.maplebridge.server.signing.Round;
import org.maplebridge.server.signing.SealedFile;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.server.signing.Signer;
import org.maplebridge.server.signing.SigningDesk;

/** Puts together what is known of minutes. Within the caller's transaction. */
final class MinutesReader {
  private final MinutesStore store;
  private final SigningDesk signing;
  private final PaperDesk papers;
  private final RecordingValues recordings;
  private final ObjectMapper json;

  MinutesReader(
      MinutesStore store,
      SigningDesk signing,
      PaperDesk papers,
      RecordingValues recordings,
      ObjectMapper json) {
    this.store = store;
    this.signing = signing;
    this.papers = papers;
    this.recordings = recordings;
    this.json = json;
  }

  MinutesView view(Handle handle, MinutesRow row) {
    Optional<Round> round = round(handle, row);
    Optional<MinutesDocument> document = round.map(this::document);
    List<String> seen = papers.seen(handle, row.caseId());
    List<Signature> given = round.map(r -> signing.signatures(handle, r.id())).orElse(List.of());
    return new MinutesView(
        row.id(),
        row.sittingId(),
        row.caseId(),
        row.form(),
        row.state(),
        row.version(),
        store.text(handle, row.id(), row.version()),
        row.sharedAt(),
        store.corrections(handle, row.id()),
        document
            .map(d -> d.people().stream().map(p -> state(p, given, seen)).toList())
            .orElse(List.of()),
        document.map(d -> d.pages().size()),
        round.map(Round::sha256),
        document.flatMap(MinutesDocument::recording).map(r -> value(row, r)),
        round.flatMap(r -> signing.file(handle, r)).map(SealedFile::id));
  }

  /** The newest round that was not taken back. */
  Optional<Round> round(Handle handle, MinutesRow row) {
    return signing
        .newest(handle, Round.Kind.MINUTES, row.id())
        .filter(r -> !r.outcome().equals(Optional.of(Round.Outcome.WITHDRAWN)));
  }

  MinutesDocument document(Round round) {
    return MinutesDocument.read(json, round.content());
  }

  static Optional<Signature> given(List<Signature> given, MinutesDocument.Person person) {
    return given.stream()
        .filter(
            s ->
                person.partyId().isEmpty()
                    ? isOfStaff(s, person)
                    : s.signerId().equals(person.partyId()))
        .findFirst();
  }

  private static boolean isOfStaff(Signature signature, MinutesDocument.Person person) {
    return person
        .staffId()
        .map(id -> signature.signerKind() == Signer.Kind.COURT && signature.signerId().equals(id))
        .orElse(signature.signerKind() == Signer.Kind.MEDIATOR);
  }

  private RecordingValue value(MinutesRow row, RecordingValues.Value signed) {
    boolean agrees = recordings.ofSitting(row.sittingId()).equals(Optional.of(signed));
    return new RecordingValue(signed.sha256(), signed.sm3(), agrees);
  }

  private static MinutesView.SignerState state(
      MinutesDocument.Person person, List<Signature> all, List<String> seen) {
    Optional<Signature> own = given(all, person);
    return new MinutesView.SignerState(
        person.partyId(),
        person.staffId(),
        person.name(),
        person.role(),
        seen.contains(person.partyId()),
        own.map(Signature::decision),
        own.map(Signature::proof),
        own.map(Signature::reason).filter(reason -> !reason.isEmpty()),
        own.map(Signature::at));
  }
}
