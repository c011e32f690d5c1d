package org.maplebridge.server.boot;

import java.nio.file.Path;
import java.util.Optional;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.store.S3Store;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.archive.ArchiveDesk;
import org.maplebridge.server.dossier.archive.Bagging;
import org.maplebridge.server.dossier.archive.DossierStore;
import org.maplebridge.server.dossier.archive.FileDesk;
import org.maplebridge.server.dossier.archive.FileRoutes;
import org.maplebridge.server.dossier.archive.Shelves;
import org.maplebridge.server.dossier.depot.Depot;
import org.maplebridge.server.dossier.file.CaseReader;
import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.dossier.file.DocumentStore;
import org.maplebridge.server.dossier.linkage.HandoverDesk;
import org.maplebridge.server.dossier.linkage.HandoverRoutes;
import org.maplebridge.server.dossier.retention.DestructionDesk;
import org.maplebridge.server.dossier.retention.HoldDesk;
import org.maplebridge.server.dossier.retention.RetentionRoutes;
import org.maplebridge.server.dossier.retention.RetentionRules;
import org.maplebridge.server.dossier.retention.Shredder;
import org.maplebridge.server.http.Api;

/** The archive: files of cases, sealing, hand-overs, retention. */
record ArchiveSide(
    FileDesk files,
    DocumentDesk documents,
    ArchiveDesk archive,
    HandoverDesk handovers,
    HoldDesk holds,
    DestructionDesk destructions) {

  static ArchiveSide build(Basics basics, Rooms rooms, CaseSide side, Closing closing) {
    var jdbi = basics.jdbi();
    var audit = basics.audit();
    var clock = basics.clock();
    var ids = basics.ids();
    var story = rooms.story();
    var cases = side.cases();
    String centre = basics.config().centre().name();
    SealingKey key = rooms.sealingKey();
    Path packages = basics.folder().resolve("handovers");
    var documents = new DocumentStore(basics.folder().resolve("documents"));
    var dossiers = new DossierStore(basics.folder().resolve("dossiers"));
    var caseStore = new CaseStore(ids);
    var reader =
        new CaseReader(jdbi, cases, caseStore, rooms.sittings(), rooms.recorder(), documents);
    var bagging = new Bagging(rooms.recorder(), key, rooms.timeStamps(), centre);
    var pdf = new PdfWriter();
    var rules = new RetentionRules();
    var archive =
        new ArchiveDesk(
            jdbi,
            cases,
            reader,
            documents,
            dossiers,
            rules,
            pdf,
            bagging,
            story,
            audit,
            basics.texts(),
            centre,
            ids,
            clock);
    Shredder shelves = new Shelves(dossiers, documents, rooms.recorder(), packages);
    Shredder shredder =
        depot(basics, rooms.recorder(), dossiers, closing)
            .map(depot -> depot.shredding(shelves))
            .orElse(shelves);
    var destructions =
        new DestructionDesk(
            jdbi,
            story,
            audit,
            pdf,
            key,
            shredder,
            basics.folder().resolve("certificates"),
            centre,
            ids,
            clock);
    return new ArchiveSide(
        new FileDesk(jdbi, reader, archive, dossiers, rules, pdf, centre, clock),
        new DocumentDesk(jdbi, cases, caseStore, documents, story, audit, ids, clock),
        archive,
        new HandoverDesk(
            jdbi, cases, reader, documents, dossiers, pdf, bagging, story, audit, packages, centre,
            ids, clock),
        new HoldDesk(jdbi, cases, story, audit, ids, clock),
        destructions);
  }

  /** Second copies, where a store is configured; one that is away is tried again every minute. */
  private static Optional<Depot> depot(
      Basics basics, Recorder recorder, DossierStore dossiers, Closing closing) {
    Optional<S3Store> store = S3Store.of(basics.config().storage());
    return store.map(
        connected -> {
          closing.add("store", connected);
          var depot =
              new Depot(
                  connected, basics.jdbi(), recorder::folder, dossiers::folder, basics.clock());
          closing.add("depot", new EveryMinute("depot", depot::sweep));
          return depot;
        });
  }

  void declare(Api api) {
    new FileRoutes(files, documents, archive).declare(api);
    new HandoverRoutes(handovers).declare(api);
    new RetentionRoutes(holds, destructions).declare(api);
  }
}
