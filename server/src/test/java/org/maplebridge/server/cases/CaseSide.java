package org.maplebridge.server.cases;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.consultation.booking.Counselled;
import org.maplebridge.server.consultation.vault.MasterKeys;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.consultation.vault.VaultConfig;
import org.maplebridge.server.courtpoint.FreePoints;
import org.maplebridge.server.dossier.CaseRecorder;
import org.maplebridge.server.dossier.RecordingStore;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.identity.StaffDirectory;
import org.maplebridge.server.invitation.Centre;
import org.maplebridge.server.invitation.InvitationDesk;
import org.maplebridge.server.invitation.JoinDesk;
import org.maplebridge.server.invitation.JoinGate;
import org.maplebridge.server.invitation.SittingDesk;
import org.maplebridge.server.notify.Outbox;
import org.maplebridge.server.org.OrgDirectory;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.persistence.TestDatabase;
import org.maplebridge.server.signing.Sha256;
import org.maplebridge.signaling.schedule.Schedule;
import org.maplebridge.signaling.sitting.SittingStore;
import org.maplebridge.signaling.ticket.JwtTicketDesk;
import org.maplebridge.signaling.ticket.TicketDesk;

/** The case side of the server over a database of its own, with a clock that tests set. */
public final class CaseSide {
  public static final String DISTRICT = "510503";
  public static final String ANFU = "510503001";
  public static final String HUGUO = "510503101";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T01:00:00Z"));
  public final InstantSource clock = now::get;
  public final Jdbi jdbi = TestDatabase.fresh();
  public final Ids ids = new Ids(RANDOM);
  public final Texts texts = new Texts();
  public final AuditLog audit = new AuditLog(jdbi, clock);
  public final CaseStory story = new CaseStory(texts, clock);
  public final SittingStore sittings = new SittingStore(jdbi);
  public final CaseStore store = new CaseStore(ids);
  public final NumberDesk numbers = new NumberDesk(jdbi, store, sittings, story, audit, clock);
  public final SittingList list = new SittingList(jdbi, sitting -> RoomOccupancy.Count.EMPTY);
  public final RecordingStore recordings = new RecordingStore(jdbi);
  public final OrgDirectory organisation = new OrgDirectory(jdbi);
  public final CaseDesk cases =
      new CaseDesk(jdbi, store, numbers, list, recordings, story, organisation, audit, clock);
  public final TicketDesk tickets = new JwtTicketDesk(RANDOM.generateSeed(32), clock);
  public final Centre centre =
      new Centre("纳溪区社会治理中心", "0830-4200000", URI.create("https://maple.example"));
  public final Vault vault =
      new Vault(
          VaultConfig.defaults(), new MasterKeys(name -> Sha256.raw(name)), RANDOM, ids, clock);
  public final Counselled counselled = new Counselled(vault);
  public final SittingDesk planning =
      new SittingDesk(
          jdbi,
          new Schedule(jdbi, sittings),
          sittings,
          list,
          cases,
          store,
          story,
          new StaffDirectory(jdbi),
          organisation,
          new FreePoints(jdbi, clock),
          counselled,
          tickets,
          audit,
          texts,
          centre,
          ids,
          clock);
  public final Outbox outbox = new Outbox(jdbi, ids, clock);
  public final InvitationDesk invitations =
      new InvitationDesk(jdbi, planning, outbox, story, audit, texts, centre, ids, clock);
  public final JoinDesk joins =
      new JoinDesk(jdbi, sittings, tickets, cases, story, audit, centre, clock);
  public final JoinGate gate = new JoinGate(jdbi, sittings, texts, clock);

  /** What records into these cases. */
  public CaseRecorder caseRecorder(Recorder recorder, Executor threads) {
    return new CaseRecorder(jdbi, recorder, recordings, story, audit, texts, ids, clock, threads);
  }

  public void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  /** A member of staff with an account. */
  public Staff staff(String name, StaffRole role, String orgCode) {
    String id = ids.next();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into staff (id, username, name, role, org_code, password_hash)"
                    + " values (?, ?, ?, ?, ?, '')",
                id,
                id,
                name,
                role.name(),
                orgCode));
    return new Staff(id, name, role, orgCode);
  }

  /** A case of two parties. */
  public static NewCase dispute(String title, String orgCode) {
    return new NewCase(
        title,
        "02",
        "楼上卫生间漏水",
        "修复并赔偿",
        Optional.empty(),
        orgCode,
        List.of(
            party("张三丰", "19900000001", PartySide.APPLICANT),
            party("李四", "19900000002", PartySide.RESPONDENT)));
  }

  public static NewCase.NewParty party(String name, String phone, PartySide side) {
    return new NewCase.NewParty(
        name, phone, side, Optional.of(1956), Optional.of(List.of(PartyFlag.ELDERLY)));
  }
}
