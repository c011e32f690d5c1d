package org.maplebridge.server.expert;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** SQL of calls and of whom they ring. Every method works within the caller's transaction. */
final class CallStore {

  void insert(Handle handle, CallRow call, List<String> documents) {
    handle
        .createUpdate(
            """
            insert into expert_call (id, sitting_id, case_id, specialty, question, summary,
              asked_by, asked_at, state)
            values (:id, :sittingId, :caseId, :specialty, :question, :summary, :askedBy, :askedAt,
              :state)
            """)
        .bind("id", call.id())
        .bind("sittingId", call.sittingId())
        .bind("caseId", call.caseId())
        .bind("specialty", call.specialty())
        .bind("question", call.question())
        .bind("summary", call.summary())
        .bind("askedBy", call.askedBy())
        .bind("askedAt", call.askedAt())
        .bind("state", call.state())
        .execute();
    for (String document : documents) {
      handle.execute(
          "insert into expert_call_document (call_id, document_id) values (?, ?)",
          call.id(),
          document);
    }
  }

  /** Holds a call against others who would change it. */
  Optional<CallRow> lock(Handle handle, String id) {
    return handle
        .createQuery("select * from expert_call where id = :id for update")
        .bind("id", id)
        .map(ConstructorMapper.of(CallRow.class))
        .findOne();
  }

  Optional<CallRow> find(Handle handle, String id) {
    return handle
        .createQuery("select * from expert_call where id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(CallRow.class))
        .findOne();
  }

  List<CallRow> ofSitting(Handle handle, String sittingId) {
    return handle
        .createQuery("select * from expert_call where sitting_id = :id order by asked_at desc")
        .bind("id", sittingId)
        .map(ConstructorMapper.of(CallRow.class))
        .list();
  }

  /** Accepted calls of an expert whose sitting may still be entered. */
  List<CallRow> accepted(Handle handle, String expertId) {
    return handle
        .createQuery(
            """
            select c.* from expert_call c join sitting s on s.id = c.sitting_id
            where c.expert_id = :id and s.state not in ('ENDED', 'CANCELLED')
            order by c.accepted_at desc
            """)
        .bind("id", expertId)
        .map(ConstructorMapper.of(CallRow.class))
        .list();
  }

  List<String> documents(Handle handle, String callId) {
    return handle
        .createQuery("select document_id from expert_call_document where call_id = :id")
        .bind("id", callId)
        .mapTo(String.class)
        .list();
  }

  /** Ids of calls that ring somebody whose time is over. */
  List<String> overdue(Handle handle, OffsetDateTime now) {
    return handle
        .createQuery("select call_id from expert_ring where outcome is null and expires_at <= :now")
        .bind("now", now)
        .mapTo(String.class)
        .list();
  }

  void setState(Handle handle, String callId, CallState state) {
    handle.execute("update expert_call set state = ? where id = ?", state.name(), callId);
  }

  /** An expert takes a call: both are written down, and the expert's turn is over for a while. */
  void accepted(Handle handle, String callId, String expertId, OffsetDateTime now) {
    handle.execute(
        "update expert_call set state = 'ACCEPTED', expert_id = ?, accepted_at = ? where id = ?",
        expertId,
        now,
        callId);
    handle.execute(
        "update expert set served = served + 1, last_served_at = ? where staff_id = ?",
        now,
        expertId);
  }

  /**
   * Who is rung next: on duty, of this specialty, free until the sitting ends, not rung for this
   * call before nor for another now; the one least recently served first. Somebody another call is
   * just choosing is left to it.
   */
  Optional<Candidate> next(Handle handle, CallRow call, OffsetDateTime now, OffsetDateTime until) {
    return handle
        .createQuery(
            """
            select e.staff_id as expert_id, s.name, e.phone
            from expert e join staff s on s.id = e.staff_id
            where s.active and :specialty = any(e.specialties)
              and exists (select 1 from expert_shift h
                where h.expert_id = e.staff_id and h.during @> cast(:now as timestamptz))
              and not exists (select 1 from expert_ring r
                where r.expert_id = e.staff_id and (r.call_id = :call or r.outcome is null))
              and not exists (select 1 from sitting_claim c
                where c.what = 'PERSON' and c.occupied_id = e.staff_id
                  and c.during && tstzrange(:now, :until))
              and not exists (select 1 from sitting_participant p
                where p.sitting_id = :sitting and p.person_id = e.staff_id)
            order by e.last_served_at nulls first, e.served, e.staff_id
            limit 1 for update of e skip locked
            """)
        .bind("specialty", call.specialty())
        .bind("call", call.id())
        .bind("sitting", call.sittingId())
        .bind("now", now)
        .bind("until", until)
        .map(ConstructorMapper.of(Candidate.class))
        .findOne();
  }

  void ring(
      Handle handle, String callId, String expertId, OffsetDateTime now, OffsetDateTime expiresAt) {
    handle
        .createUpdate(
            """
            insert into expert_ring (call_id, turn, expert_id, rung_at, expires_at)
            select :call, coalesce(max(turn), 0) + 1, :expert, :now, :expires
            from expert_ring where call_id = :call
            """)
        .bind("call", callId)
        .bind("expert", expertId)
        .bind("now", now)
        .bind("expires", expiresAt)
        .execute();
  }

  /**
   * An expert answers, in time and while being rung.
   *
   * @return false where neither
   */
  boolean answer(
      Handle handle, String callId, String expertId, RingOutcome outcome, OffsetDateTime now) {
    return handle.execute(
            """
            update expert_ring set outcome = ?, answered_at = ?
            where call_id = ? and expert_id = ? and outcome is null and expires_at > ?
            """,
            outcome.name(),
            now,
            callId,
            expertId,
            now)
        == 1;
  }

  /** Ends whatever rings for a call that was taken back. */
  void withdraw(Handle handle, String callId, OffsetDateTime now) {
    handle.execute(
        """
        update expert_ring set outcome = 'WITHDRAWN', answered_at = ?
        where call_id = ? and outcome is null
        """,
        now,
        callId);
  }

  /**
   * Ends a ring whose time is over.
   *
   * @return false where nobody is rung, or still in time
   */
  boolean miss(Handle handle, String callId, OffsetDateTime now) {
    return handle.execute(
            """
            update expert_ring set outcome = 'MISSED', answered_at = ?
            where call_id = ? and outcome is null and expires_at <= ?
            """,
            now,
            callId,
            now)
        == 1;
  }

  List<Ring> rings(Handle handle, String callId) {
    return handle
        .createQuery(
            """
            select s.name, e.introduction, r.rung_at, r.expires_at, r.outcome, r.answered_at
            from expert_ring r join staff s on s.id = r.expert_id
              join expert e on e.staff_id = r.expert_id
            where r.call_id = :id order by r.turn
            """)
        .bind("id", callId)
        .map(ConstructorMapper.of(Ring.class))
        .list();
  }

  /** What rings for an expert now. */
  List<RungCall> ringing(Handle handle, String expertId, OffsetDateTime now) {
    return handle
        .createQuery(
            """
            select c.id as call_id, c.specialty, c.question, r.rung_at, r.expires_at,
              a.name as asked_by, o.name as org_name
            from expert_ring r join expert_call c on c.id = r.call_id
            join staff a on a.id = c.asked_by join org_unit o on o.code = a.org_code
            where r.expert_id = :id and r.outcome is null and r.expires_at > :now
            """)
        .bind("id", expertId)
        .bind("now", now)
        .map(ConstructorMapper.of(RungCall.class))
        .list();
  }

  /** Somebody who can be rung. */
  record Candidate(String expertId, String name, String phone) {}

  /**
   * Ringing one expert, and what came of it; no outcome while it goes on.
   *
   * @param introduction for the parties, to whom the mediator presents whoever accepts
   */
  public record Ring(
      String name,
      String introduction,
      OffsetDateTime rungAt,
      OffsetDateTime expiresAt,
      Optional<RingOutcome> outcome,
      Optional<OffsetDateTime> answeredAt) {}

  /**
   * A call that rings for an expert: what is asked and by whom, and nobody's name of the dispute.
   *
   * @param orgName the town that asks
   */
  public record RungCall(
      String callId,
      String specialty,
      String question,
      OffsetDateTime rungAt,
      OffsetDateTime expiresAt,
      String askedBy,
      String orgName) {}
}
