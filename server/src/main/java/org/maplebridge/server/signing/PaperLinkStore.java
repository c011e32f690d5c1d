package org.maplebridge.server.signing;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.signaling.protocol.Role;

/** SQL of links to papers, phone codes and identities seen. Within the caller's transaction. */
final class PaperLinkStore {

  void insert(
      Handle handle,
      byte[] hash,
      String caseId,
      PaperHolder holder,
      boolean fromRoom,
      OffsetDateTime now,
      OffsetDateTime expiresAt) {
    handle
        .createUpdate(
            """
            insert into paper_link (code_hash, case_id, party_id, participant_id, from_room,
              created_at, expires_at)
            values (:hash, :caseId, case when :party then :id end,
              case when not :party then :id end, :fromRoom, :now, :expiresAt)
            """)
        .bind("hash", hash)
        .bind("caseId", caseId)
        .bindMethods(holder)
        .bind("fromRoom", fromRoom)
        .bind("now", now)
        .bind("expiresAt", expiresAt)
        .execute();
  }

  /** Ends the links that were sent to a holder's phone; whoever reads in the room goes on. */
  void revokeSent(Handle handle, String holderId, OffsetDateTime now) {
    handle
        .createUpdate(
            """
            update paper_link set revoked_at = :now
            where holder_id = :holderId and revoked_at is null and not from_room
            """)
        .bind("now", now)
        .bind("holderId", holderId)
        .execute();
  }

  /**
   * @param provenAfter before this a proof has become stale
   */
  Optional<Row> find(Handle handle, byte[] hash, OffsetDateTime provenAfter) {
    return handle
        .createQuery(
            """
            select l.case_id, l.holder_id, p.id as person_id, p.name, p.phone,
              d.title as case_title, m.sitting_id, m.role, l.expires_at, l.revoked_at,
              case when c.proven_at > :provenAfter then c.proven_at end as proven_at,
              case when s.seen_at > :provenAfter then s.seen_at end as seen_at,
              case when s.seen_at > :provenAfter then s.staff_id end as seen_by
            from paper_link l
            left join party y on y.id = l.party_id
            left join sitting_participant m on m.id = l.participant_id
            join person p on p.id = coalesce(y.person_id, m.person_id)
            join dispute d on d.id = l.case_id
            left join phone_code c on c.link_hash = l.code_hash
            left join identity_seen s on s.holder_id = l.holder_id
            where l.code_hash = :hash
            """)
        .bind("hash", hash)
        .bind("provenAfter", provenAfter)
        .map(ConstructorMapper.of(Row.class))
        .findOne();
  }

  /** A participant of a hearing of a case who signs its transcript without being a party. */
  Optional<PaperHolder> participant(Handle handle, String caseId, String participantId) {
    return handle
        .createQuery(
            """
            select m.id, false as party, p.name, p.phone
            from sitting_participant m
            join sitting s on s.id = m.sitting_id
            join person p on p.id = m.person_id
            where m.id = :id and s.case_id = :caseId and s.kind = 'HEARING' and m.role in (<roles>)
            """)
        .bind("id", participantId)
        .bind("caseId", caseId)
        .bindList("roles", HearingSeat.SIGNING.stream().map(Role::name).toList())
        .map(ConstructorMapper.of(PaperHolder.class))
        .findOne();
  }

  Optional<PhoneCode> code(Handle handle, byte[] hash) {
    return handle
        .createQuery(
            """
            select code_hash, sent_at, expires_at, sends, tries from phone_code
            where link_hash = :hash for update
            """)
        .bind("hash", hash)
        .map((row, context) -> PhoneCode.of(row))
        .findOne();
  }

  void putCode(
      Handle handle,
      byte[] linkHash,
      byte[] codeHash,
      OffsetDateTime now,
      OffsetDateTime expiresAt) {
    handle
        .createUpdate(
            """
            insert into phone_code (link_hash, code_hash, sent_at, expires_at, sends, tries)
            values (:link, :code, :now, :expiresAt, 1, 0)
            on conflict (link_hash) do update set code_hash = :code, sent_at = :now,
              expires_at = :expiresAt, sends = phone_code.sends + 1, tries = 0
            """)
        .bind("link", linkHash)
        .bind("code", codeHash)
        .bind("now", now)
        .bind("expiresAt", expiresAt)
        .execute();
  }

  void tried(Handle handle, byte[] linkHash) {
    handle
        .createUpdate("update phone_code set tries = tries + 1 where link_hash = :hash")
        .bind("hash", linkHash)
        .execute();
  }

  void proven(Handle handle, byte[] linkHash, OffsetDateTime now) {
    handle
        .createUpdate(
            "update phone_code set proven_at = :now, expires_at = :now where link_hash = :hash")
        .bind("now", now)
        .bind("hash", linkHash)
        .execute();
  }

  void seen(Handle handle, PaperHolder holder, String staffId, OffsetDateTime now) {
    handle
        .createUpdate(
            """
            insert into identity_seen (party_id, participant_id, staff_id, seen_at)
            values (case when :party then :id end, case when not :party then :id end, :staffId,
              :now)
            on conflict (holder_id) do update set staff_id = :staffId, seen_at = :now
            """)
        .bindMethods(holder)
        .bind("staffId", staffId)
        .bind("now", now)
        .execute();
  }

  /** Parties of a case and participants of its hearings who were seen since. */
  java.util.List<String> seenSince(Handle handle, String caseId, OffsetDateTime since) {
    return handle
        .createQuery(
            """
            select n.holder_id from identity_seen n
            left join party y on y.id = n.party_id
            left join sitting_participant m on m.id = n.participant_id
            left join sitting s on s.id = m.sitting_id
            where :caseId in (y.case_id, s.case_id) and n.seen_at > :since
            """)
        .bind("caseId", caseId)
        .bind("since", since)
        .mapTo(String.class)
        .list();
  }

  /** A link with whose it is. */
  record Row(
      String caseId,
      String holderId,
      String personId,
      String name,
      String phone,
      String caseTitle,
      Optional<String> sittingId,
      Optional<Role> role,
      OffsetDateTime expiresAt,
      Optional<OffsetDateTime> revokedAt,
      Optional<OffsetDateTime> provenAt,
      Optional<OffsetDateTime> seenAt,
      Optional<String> seenBy) {

    LinkedParty party() {
      return new LinkedParty(
          caseId,
          holderId,
          personId,
          name,
          phone,
          caseTitle,
          sittingId.flatMap(id -> role.map(as -> new HearingSeat(id, as))),
          provenAt,
          seenAt,
          seenBy);
    }
  }
}
