package org.maplebridge.server.invitation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** SQL of links and consents. Every method works within the caller's transaction. */
final class LinkStore {
  private static final String SELECT =
      "select participant_id, generation, expires_at, opened_at, revoked_at from join_link ";

  private static final RowMapper<JoinLink> LINK =
      (row, context) ->
          new JoinLink(
              row.getString("participant_id"),
              row.getInt("generation"),
              row.getObject("expires_at", OffsetDateTime.class),
              Optional.ofNullable(row.getObject("opened_at", OffsetDateTime.class)),
              Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class)));

  /** Stores a new link of a participant; those before it are revoked. */
  void replace(
      Handle handle,
      String participantId,
      String code,
      Optional<String> outboxId,
      OffsetDateTime now,
      OffsetDateTime expiresAt) {
    lock(handle, participantId);
    revoke(handle, participantId, now);
    handle
        .createUpdate(
            """
            insert into join_link (participant_id, generation, code_hash, outbox_id, created_at,
              expires_at)
            select :participantId, coalesce(max(generation), 0) + 1, :hash, :outboxId, :now,
              :expiresAt
            from join_link where participant_id = :participantId
            """)
        .bind("participantId", participantId)
        .bind("hash", hash(code))
        .bind("outboxId", outboxId)
        .bind("now", now)
        .bind("expiresAt", expiresAt)
        .execute();
  }

  /** Ends whatever link a participant has. */
  int revoke(Handle handle, String participantId, OffsetDateTime now) {
    return handle
        .createUpdate(
            """
            update join_link set revoked_at = :now
            where participant_id = :participantId and revoked_at is null
            """)
        .bind("participantId", participantId)
        .bind("now", now)
        .execute();
  }

  Optional<JoinLink> byCode(Handle handle, String code) {
    return handle
        .createQuery(SELECT + "where code_hash = :hash")
        .bind("hash", hash(code))
        .map(LINK)
        .findOne();
  }

  Optional<JoinLink> byGeneration(Handle handle, String participantId, int generation) {
    return handle
        .createQuery(SELECT + "where participant_id = :id and generation = :generation")
        .bind("id", participantId)
        .bind("generation", generation)
        .map(LINK)
        .findOne();
  }

  /** The newest link of each participant of a sitting that ever had one. */
  List<JoinLink> ofSitting(Handle handle, String sittingId) {
    return handle
        .createQuery(
            """
            select distinct on (l.participant_id)
              l.participant_id, l.generation, l.expires_at, l.opened_at, l.revoked_at
            from join_link l join sitting_participant p on p.id = l.participant_id
            where p.sitting_id = :id order by l.participant_id, l.generation desc
            """)
        .bind("id", sittingId)
        .map(LINK)
        .list();
  }

  void markOpened(Handle handle, JoinLink link, OffsetDateTime now) {
    handle
        .createUpdate(
            """
            update join_link set opened_at = :now
            where participant_id = :id and generation = :generation and opened_at is null
            """)
        .bind("now", now)
        .bind("id", link.participantId())
        .bind("generation", link.generation())
        .execute();
  }

  Optional<String> sittingOf(Handle handle, String participantId) {
    return handle
        .createQuery("select sitting_id from sitting_participant where id = :id")
        .bind("id", participantId)
        .mapTo(String.class)
        .findOne();
  }

  /**
   * Writes a consent down.
   *
   * @return false when it was given before
   */
  boolean consent(
      Handle handle, JoinLink link, String textVersion, String language, OffsetDateTime now) {
    return handle
            .createUpdate(
                """
                insert into online_consent
                  (participant_id, text_version, language, link_generation, given_at)
                values (:id, :version, :language, :generation, :now) on conflict do nothing
                """)
            .bind("id", link.participantId())
            .bind("version", textVersion)
            .bind("language", language)
            .bind("generation", link.generation())
            .bind("now", now)
            .execute()
        == 1;
  }

  boolean hasConsented(Handle handle, String participantId, String textVersion) {
    return handle
        .createQuery(
            """
            select exists (select 1 from online_consent
              where participant_id = :id and text_version = :version)
            """)
        .bind("id", participantId)
        .bind("version", textVersion)
        .mapTo(Boolean.class)
        .one();
  }

  /** Two links made at once get two generations. */
  private static void lock(Handle handle, String participantId) {
    handle
        .createQuery("select id from sitting_participant where id = :id for update")
        .bind("id", participantId)
        .mapTo(String.class)
        .one();
  }

  /** A code has 128 random bits: a plain hash cannot be searched backwards. */
  private static byte[] hash(String code) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
