package org.maplebridge.server.consultation.vault;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.maplebridge.server.persistence.Ids;

/**
 * Keeps texts so that the database alone does not tell them: each under the key of its owner, each
 * key wrapped by the master key. What a text is sealed for is authenticated with it, so that it
 * cannot be moved to another place. Who may read is for the callers to say. Within the caller's
 * transaction.
 */
public final class Vault {

  /** Owner of what has no counsellor yet. */
  public static final String DESK = "desk";

  private final VaultConfig config;
  private final MasterKeys masters;
  private final SecureRandom random;
  private final Ids ids;
  private final InstantSource clock;

  public Vault(
      VaultConfig config, MasterKeys masters, SecureRandom random, Ids ids, InstantSource clock) {
    this.config = config;
    this.masters = masters;
    this.random = random;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Seals a text under its owner's key.
   *
   * @return by what it is asked for again
   */
  public String seal(Handle handle, String ownerId, String text) {
    DataKey key = current(handle, ownerId);
    String id = ids.next();
    handle
        .createUpdate(
            """
            insert into counselling.sealed (id, owner_id, key_version, content)
            values (:id, :owner, :version, :content)
            """)
        .bind("id", id)
        .bind("owner", ownerId)
        .bind("version", key.version())
        .bind("content", sealed(key, id, MasterKeys.bytes(text)))
        .execute();
    return id;
  }

  public String open(Handle handle, String id) {
    Row row =
        handle
            .createQuery(
                "select id, owner_id, key_version, content from counselling.sealed where id = :id")
            .bind("id", id)
            .map((r, c) -> Row.of(r))
            .one();
    DataKey key = key(handle, row.ownerId(), row.keyVersion());
    return new String(opened(key, row), StandardCharsets.UTF_8);
  }

  /** Removes what was sealed. */
  public void drop(Handle handle, String id) {
    handle.execute("delete from counselling.sealed where id = ?", id);
  }

  /** A keyed hash by which something sealed is found again. */
  public byte[] mark(String text) {
    return masters.mark(text);
  }

  /** Gives an owner a new key, seals everything of theirs anew and destroys the key before. */
  public int rotate(Handle handle, String ownerId) {
    lock(handle, ownerId);
    Optional<DataKey> before = newest(handle, ownerId);
    DataKey next = make(handle, ownerId, before.map(DataKey::version).orElse(0) + 1);
    for (Row row : rows(handle, ownerId)) {
      byte[] plain = opened(key(handle, ownerId, row.keyVersion()), row);
      handle
          .createUpdate(
              """
              update counselling.sealed set key_version = :version, content = :content
              where id = :id
              """)
          .bind("version", next.version())
          .bind("content", sealed(next, row.id(), plain))
          .bind("id", row.id())
          .execute();
    }
    handle
        .createUpdate(
            """
            update counselling.data_key set wrapped = null, retired_at = :now
            where owner_id = :owner and version < :version and wrapped is not null
            """)
        .bind("now", now())
        .bind("owner", ownerId)
        .bind("version", next.version())
        .execute();
    return next.version();
  }

  /** Wraps every key by the master key in force; for the start of the server. */
  public void rewrap(Handle handle) {
    List<DataKey> stale =
        handle
            .createQuery(
                """
                select owner_id, version, suite, master_version, wrapped from counselling.data_key
                where wrapped is not null and master_version <> :version for update
                """)
            .bind("version", config.masterVersion())
            .map((row, context) -> DataKey.of(row, masters))
            .list();
    for (DataKey key : stale) {
      handle
          .createUpdate(
              """
              update counselling.data_key set wrapped = :wrapped, master_version = :master
              where owner_id = :owner and version = :version
              """)
          .bind("wrapped", key.wrapped(masters, config.masterVersion(), nonce()))
          .bind("master", config.masterVersion())
          .bind("owner", key.ownerId())
          .bind("version", key.version())
          .execute();
    }
  }

  private DataKey current(Handle handle, String ownerId) {
    Optional<DataKey> known = newest(handle, ownerId);
    if (known.isPresent()) {
      return known.get();
    }
    lock(handle, ownerId);
    return newest(handle, ownerId).orElseGet(() -> make(handle, ownerId, 1));
  }

  /** One key is made at a time per owner, whoever races. */
  private static void lock(Handle handle, String ownerId) {
    handle.execute("select pg_advisory_xact_lock(hashtextextended(?, 400))", ownerId);
  }

  private DataKey make(Handle handle, String ownerId, int version) {
    byte[] secret = new byte[config.suite().keyBytes()];
    random.nextBytes(secret);
    DataKey key = new DataKey(ownerId, version, config.suite(), secret);
    handle
        .createUpdate(
            """
            insert into counselling.data_key
              (owner_id, version, suite, master_version, wrapped, made_at)
            values (:owner, :version, :suite, :master, :wrapped, :now)
            """)
        .bind("owner", ownerId)
        .bind("version", version)
        .bind("suite", config.suite().name())
        .bind("master", config.masterVersion())
        .bind("wrapped", key.wrapped(masters, config.masterVersion(), nonce()))
        .bind("now", now())
        .execute();
    return key;
  }

  private Optional<DataKey> newest(Handle handle, String ownerId) {
    return handle
        .createQuery(
            """
            select owner_id, version, suite, master_version, wrapped from counselling.data_key
            where owner_id = :owner and wrapped is not null order by version desc limit 1
            """)
        .bind("owner", ownerId)
        .map((row, context) -> DataKey.of(row, masters))
        .findOne();
  }

  private DataKey key(Handle handle, String ownerId, int version) {
    return handle
        .createQuery(
            """
            select owner_id, version, suite, master_version, wrapped from counselling.data_key
            where owner_id = :owner and version = :version
            """)
        .bind("owner", ownerId)
        .bind("version", version)
        .map((row, context) -> DataKey.of(row, masters))
        .one();
  }

  private static List<Row> rows(Handle handle, String ownerId) {
    return handle
        .createQuery(
            """
            select id, owner_id, key_version, content from counselling.sealed
            where owner_id = :owner for update
            """)
        .bind("owner", ownerId)
        .map((row, context) -> Row.of(row))
        .list();
  }

  private byte[] sealed(DataKey key, String id, byte[] plain) {
    return key.suite().seal(key.secret(), nonce(), about(key, id), plain);
  }

  private static byte[] opened(DataKey key, Row row) {
    return key.suite().open(key.secret(), about(key, row.id()), row.content());
  }

  private static byte[] about(DataKey key, String id) {
    return MasterKeys.bytes("sealed " + id + " " + key.ownerId() + " " + key.version());
  }

  private byte[] nonce() {
    byte[] nonce = new byte[CipherSuite.NONCE_BYTES];
    random.nextBytes(nonce);
    return nonce;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
