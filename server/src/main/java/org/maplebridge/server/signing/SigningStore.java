package org.maplebridge.server.signing;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** SQL of rounds, signatures and finished files. Works within the caller's transaction. */
final class SigningStore {
  private static final String ROUND =
      """
      select id, case_id, kind, subject_id, version, title, content, sha256, opened_at, opened_by,
        closed_at, outcome
      from signing_round
      """;

  void insert(Handle handle, Round round) {
    handle
        .createUpdate(
            """
            insert into signing_round (id, case_id, kind, subject_id, version, title, content,
              sha256, opened_at, opened_by)
            values (:id, :caseId, :kind, :subjectId, :version, :title, :content, :sha256,
              :openedAt, :openedBy)
            """)
        .bindMethods(round)
        .execute();
  }

  /** The open round of a document, else the newest. */
  Optional<Round> newest(Handle handle, Round.Kind kind, String subjectId) {
    return handle
        .createQuery(
            ROUND
                + "where kind = :kind and subject_id = :id"
                + " order by closed_at is null desc, opened_at desc, id limit 1")
        .bind("kind", kind)
        .bind("id", subjectId)
        .map(ConstructorMapper.of(Round.class))
        .findOne();
  }

  Optional<Round> find(Handle handle, String id) {
    return handle
        .createQuery(ROUND + "where id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(Round.class))
        .findOne();
  }

  /** Holds a round against other writers until the transaction ends. */
  Round lock(Handle handle, String id) {
    return handle
        .createQuery(ROUND + "where id = :id for update")
        .bind("id", id)
        .map(ConstructorMapper.of(Round.class))
        .one();
  }

  void close(Handle handle, String id, Round.Outcome outcome, OffsetDateTime at) {
    handle
        .createUpdate("update signing_round set closed_at = :at, outcome = :outcome where id = :id")
        .bind("at", at)
        .bind("outcome", outcome)
        .bind("id", id)
        .execute();
  }

  void insert(Handle handle, Signature signature) {
    handle
        .createUpdate(
            """
            insert into signature (id, round_id, signer_kind, signer_id, name, decision, reason,
              strokes, picture, read_pages, document_sha256, proof, proven_by, at, binding)
            values (:id, :roundId, :signerKind, :signerId, :name, :decision, :reason, :strokes,
              :picture, :readPages, :documentSha256, :proof, :provenBy, :at, :binding)
            """)
        .bindMethods(signature)
        .execute();
  }

  /** In the order they were given. */
  List<Signature> signatures(Handle handle, String roundId) {
    return handle
        .createQuery(
            """
            select id, round_id, signer_kind, signer_id, name, decision, reason, strokes, picture,
              read_pages, document_sha256, proof, proven_by, at, binding
            from signature where round_id = :id order by at, id
            """)
        .bind("id", roundId)
        .map(ConstructorMapper.of(Signature.class))
        .list();
  }

  void insert(Handle handle, SealedFile file, byte[] content, byte[] signature) {
    handle
        .createUpdate(
            """
            insert into sealed_file (id, round_id, number, dated, content, sha256, signature,
              made_at)
            values (:id, :roundId, :number, :dated, :content, :sha256, :signature, :madeAt)
            """)
        .bindMethods(file)
        .bind("content", content)
        .bind("signature", signature)
        .execute();
  }

  Optional<SealedFile> file(Handle handle, String id) {
    return files(handle, "f.id", id);
  }

  Optional<SealedFile> fileOfRound(Handle handle, String roundId) {
    return files(handle, "f.round_id", roundId);
  }

  private static Optional<SealedFile> files(Handle handle, String column, String value) {
    return handle
        .createQuery(
            """
            select f.id, f.round_id, r.kind, f.number, f.dated, f.sha256, f.made_at
            from sealed_file f join signing_round r on r.id = f.round_id where\s"""
                + column
                + " = :value")
        .bind("value", value)
        .map(ConstructorMapper.of(SealedFile.class))
        .findOne();
  }

  byte[] content(Handle handle, String fileId) {
    return bytes(handle, "content", fileId);
  }

  byte[] signature(Handle handle, String fileId) {
    return bytes(handle, "signature", fileId);
  }

  private static byte[] bytes(Handle handle, String column, String fileId) {
    return handle
        .createQuery("select " + column + " from sealed_file where id = :id")
        .bind("id", fileId)
        .mapTo(byte[].class)
        .one();
  }
}
