package org.maplebridge.server.minutes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.RecordingValues;
import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.signing.PaperDesk;
import org.maplebridge.server.signing.Published;
import org.maplebridge.server.signing.Round;
import org.maplebridge.server.signing.SigningDesk;
import org.maplebridge.signaling.sitting.SittingStore;

/** The desks of minutes. */
public record MinutesSide(
    MinutesDesk desk, MinutesSigning signing, MinutesFiles files, PartyMinutes parties) {

  public static MinutesSide build(Parts parts) {
    var store = new MinutesStore(parts.json());
    var reader =
        new MinutesReader(store, parts.signing(), parts.papers(), parts.recordings(), parts.json());
    var desk =
        new MinutesDesk(
            parts.jdbi(),
            store,
            reader,
            parts.sittings(),
            parts.cases(),
            parts.story(),
            parts.papers(),
            parts.audit(),
            new MinutesTemplates(parts.texts()),
            parts.ids(),
            parts.clock());
    var files =
        new MinutesFiles(
            parts.jdbi(),
            store,
            reader,
            desk,
            parts.signing(),
            parts.papers(),
            parts.documents(),
            parts.pdf(),
            parts.audit(),
            parts.texts());
    var signing =
        new MinutesSigning(
            parts.jdbi(),
            store,
            reader,
            desk,
            files,
            parts.signing(),
            parts.papers(),
            parts.story(),
            parts.audit(),
            new FrozenMinutes(store, parts.caseStore(), parts.recordings(), parts.texts()),
            parts.json());
    var parties =
        new PartyMinutes(
            parts.jdbi(), store, reader, parts.signing(), parts.papers(), parts.audit());
    return new MinutesSide(desk, signing, files, parties);
  }

  /** What anyone may know of signed minutes and agreements. */
  public static Function<Round, Published> published(ObjectMapper json) {
    return round ->
        switch (round.kind()) {
          case MINUTES -> MinutesDocument.read(json, round.content()).published();
          case AGREEMENT -> new Published(Published.Paper.AGREEMENT, Optional.empty());
        };
  }

  /** What the desks are built from. */
  public record Parts(
      Jdbi jdbi,
      SittingStore sittings,
      CaseDesk cases,
      CaseStore caseStore,
      CaseStory story,
      SigningDesk signing,
      PaperDesk papers,
      DocumentDesk documents,
      PdfWriter pdf,
      RecordingValues recordings,
      AuditLog audit,
      Texts texts,
      ObjectMapper json,
      Ids ids,
      InstantSource clock) {}
}
