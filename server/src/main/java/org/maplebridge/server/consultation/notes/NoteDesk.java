package org.maplebridge.server.consultation.notes;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Permissions;
import org.maplebridge.server.access.Relation;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.consultation.preparation.ConsultationDesk;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.persistence.Ids;

/**
 * Notes of consultations: sealed under their counsellor's key, readable by that counsellor alone.
 * Blocking.
 */
public final class NoteDesk {
  private static final int LONGEST = 20_000;

  private final Jdbi jdbi;
  private final ConsultationDesk sessions;
  private final Vault vault;
  private final AuditLog audit;
  private final Ids ids;
  private final InstantSource clock;

  public NoteDesk(
      Jdbi jdbi,
      ConsultationDesk sessions,
      Vault vault,
      AuditLog audit,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.sessions = sessions;
    this.vault = vault;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** One version of a consultation's notes. */
  public record Note(int version, String text, OffsetDateTime writtenAt) {}

  /**
   * All versions, the newest first.
   *
   * @throws ProblemException {@code consultation.counsellor-only}, {@code sitting.unknown}
   */
  public List<Note> read(Staff staff, String sittingId) {
    return jdbi.inTransaction(
        handle -> {
          sessions.own(handle, staff, sittingId);
          audit.recordReading(handle, staff.id(), "consultation.read-notes", sittingId, "");
          return notes(handle, sittingId);
        });
  }

  /**
   * Writes the next version.
   *
   * @param basedOn the version the counsellor saw; 0 for none
   * @throws ProblemException as {@link #read}, and {@code consultation.bad-notes}, {@code
   *     consultation.notes-changed}
   */
  public List<Note> write(Staff staff, String sittingId, int basedOn, String text) {
    if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
      throw new ProblemException("consultation.bad-notes", 422);
    }
    return jdbi.inTransaction(
        handle -> {
          sessions.own(handle, staff, sittingId);
          handle.execute(
              "select 1 from counselling.session where sitting_id = ? for update", sittingId);
          int newest = newest(handle, sittingId);
          if (newest != basedOn) {
            throw new ProblemException("consultation.notes-changed", 409);
          }
          insert(handle, sittingId, newest + 1, vault.seal(handle, staff.id(), text));
          audit.record(
              handle,
              staff.id(),
              "consultation.write-notes",
              sittingId,
              "",
              AuditLog.Outcome.ALLOWED);
          return notes(handle, sittingId);
        });
  }

  /**
   * Gives the counsellor a new key: everything of theirs is sealed anew, the old key destroyed.
   *
   * @throws ProblemException {@code consultation.counsellor-only}
   */
  public int rotateKey(Staff staff) {
    if (!Permissions.allows(staff, Action.COUNSEL, new Relation(true, true))) {
      throw new ProblemException(ConsultationDesk.COUNSELLOR_ONLY, 403);
    }
    return jdbi.inTransaction(
        handle -> {
          int version = vault.rotate(handle, staff.id());
          audit.record(
              handle,
              staff.id(),
              "consultation.rotate-key",
              staff.id(),
              "version " + version,
              AuditLog.Outcome.ALLOWED);
          return version;
        });
  }

  private void insert(Handle handle, String sittingId, int version, String content) {
    handle
        .createUpdate(
            """
            insert into counselling.note (id, sitting_id, version, content, written_at)
            values (:id, :sitting, :version, :content, :now)
            """)
        .bind("id", ids.next())
        .bind("sitting", sittingId)
        .bind("version", version)
        .bind("content", content)
        .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
        .execute();
  }

  private static int newest(Handle handle, String sittingId) {
    return handle
        .createQuery(
            "select coalesce(max(version), 0) from counselling.note where sitting_id = :id")
        .bind("id", sittingId)
        .mapTo(Integer.class)
        .one();
  }

  private List<Note> notes(Handle handle, String sittingId) {
    return handle
        .createQuery(
            """
            select version, content as text, written_at from counselling.note
            where sitting_id = :id order by version desc
            """)
        .bind("id", sittingId)
        .map(ConstructorMapper.of(Note.class))
        .map(note -> new Note(note.version(), vault.open(handle, note.text()), note.writtenAt()))
        .list();
  }
}
