package org.maplebridge.server.agreement;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.signing.PaperDesk;
import org.maplebridge.server.signing.SigningDesk;

/** The desks of agreements. */
public record AgreementSide(
    AgreementDesk desk, AgreementSigning signing, AgreementFiles files, PartyAgreements parties) {

  public static AgreementSide build(Parts parts) {
    var store = new AgreementStore(parts.json());
    var reader =
        new AgreementReader(
            store,
            parts.caseStore(),
            parts.signing(),
            parts.papers(),
            parts.texts(),
            parts.json(),
            parts.clock());
    var desk =
        new AgreementDesk(
            parts.jdbi(),
            store,
            reader,
            parts.cases(),
            parts.caseStore(),
            parts.story(),
            parts.audit(),
            parts.texts(),
            parts.ids(),
            parts.clock());
    var files =
        new AgreementFiles(
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
        new AgreementSigning(
            parts.jdbi(),
            store,
            reader,
            desk,
            files,
            parts.signing(),
            parts.papers(),
            parts.cases(),
            parts.caseStore(),
            parts.story(),
            parts.audit(),
            parts.json(),
            parts.clock());
    var parties =
        new PartyAgreements(
            parts.jdbi(),
            store,
            reader,
            parts.signing(),
            parts.papers(),
            parts.audit(),
            parts.texts());
    return new AgreementSide(desk, signing, files, parties);
  }

  /** What the desks are built from. */
  public record Parts(
      Jdbi jdbi,
      CaseDesk cases,
      CaseStore caseStore,
      CaseStory story,
      SigningDesk signing,
      PaperDesk papers,
      DocumentDesk documents,
      PdfWriter pdf,
      AuditLog audit,
      Texts texts,
      ObjectMapper json,
      Ids ids,
      InstantSource clock) {}
}
