package org.maplebridge.server.boot;

import java.nio.charset.StandardCharsets;
import org.maplebridge.server.agreement.AgreementRoutes;
import org.maplebridge.server.agreement.AgreementSide;
import org.maplebridge.server.cases.CaseProgress;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.RecordingValues;
import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Json;
import org.maplebridge.server.invitation.GuessLimiter;
import org.maplebridge.server.minutes.MinutesRoutes;
import org.maplebridge.server.minutes.MinutesSide;
import org.maplebridge.server.minutes.PartyEnding;
import org.maplebridge.server.signing.PaperDesk;
import org.maplebridge.server.signing.PaperRoutes;
import org.maplebridge.server.signing.SigningDesk;
import org.maplebridge.server.signing.VerificationDesk;
import org.maplebridge.server.signing.VerificationRoutes;
import org.maplebridge.signaling.sitting.SittingStore;

/** Documents that are signed: minutes, agreements, links to them, their verification. */
record PaperSide(
    PaperDesk papers,
    MinutesSide minutes,
    AgreementSide agreements,
    VerificationDesk verifications) {

  static PaperSide build(Basics basics, Rooms rooms, CaseSide side, DocumentDesk documents) {
    var jdbi = basics.jdbi();
    var audit = basics.audit();
    var texts = basics.texts();
    var clock = basics.clock();
    var ids = basics.ids();
    var story = rooms.story();
    var json = Json.mapper();
    var caseStore = new CaseStore(ids);
    var url = basics.config().http().linkBase();
    var key = rooms.sealingKey();
    var seal =
        new SigningDesk.ServerSeal(
            key::sign, new String(key.publicPem(), StandardCharsets.US_ASCII));
    var signing = new SigningDesk(seal, url, json, audit, ids, clock);
    var papers =
        new PaperDesk(
            jdbi,
            side.cases(),
            caseStore,
            story,
            side.joins(),
            basics.outbox(),
            audit,
            texts,
            basics.centre(),
            ids,
            basics.random(),
            clock);
    var pdf = new PdfWriter();
    var minutes =
        MinutesSide.build(
            new MinutesSide.Parts(
                jdbi,
                rooms.sittings(),
                side.cases(),
                caseStore,
                story,
                signing,
                papers,
                documents,
                pdf,
                new RecordingValues(rooms.recordings(), rooms.recorder()::sealed),
                audit,
                texts,
                json,
                ids,
                clock));
    var agreements =
        AgreementSide.build(
            new AgreementSide.Parts(
                jdbi,
                side.cases(),
                caseStore,
                story,
                signing,
                papers,
                documents,
                pdf,
                audit,
                texts,
                json,
                ids,
                clock));
    return new PaperSide(
        papers,
        minutes,
        agreements,
        new VerificationDesk(jdbi, seal, new GuessLimiter(clock), MinutesSide.published(json)));
  }

  /** Told of rooms, before there is anything else of this side. */
  static PartyEnding endings(Basics basics) {
    var story = new CaseStory(basics.texts(), basics.clock());
    return new PartyEnding(
        basics.jdbi(),
        new SittingStore(basics.jdbi()),
        Json.mapper(),
        new CaseProgress(new CaseStore(basics.ids()), story),
        basics.audit(),
        basics.texts(),
        basics.clock());
  }

  void declare(Api api) {
    new PaperRoutes(papers).declare(api);
    new MinutesRoutes(minutes).declare(api);
    new AgreementRoutes(agreements).declare(api);
    new VerificationRoutes(verifications).declare(api);
  }
}
