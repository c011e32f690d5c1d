package org.maplebridge.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.persistence.Ids;

/**
 * Refresh tokens that change at each use. Only hashes are stored. A token that comes back after it
 * was used has been copied, so its whole family ends (RFC 9700 §4.14.2).
 */
final class RefreshTokens {
  /** Two tabs of one browser may refresh at the same moment with the same cookie. */
  private static final Duration SAME_MOMENT = Duration.ofSeconds(10);

  private final Jdbi jdbi;
  private final Ids ids;
  private final Duration life;
  private final InstantSource clock;

  RefreshTokens(Jdbi jdbi, Ids ids, Duration life, InstantSource clock) {
    this.jdbi = jdbi;
    this.ids = ids;
    this.life = life;
    this.clock = clock;
  }

  /** The first token of a new family. */
  String begin(String staffId) {
    return jdbi.inTransaction(
        handle -> {
          handle.execute("delete from refresh_token where expires_at < ?", now());
          return add(handle, ids.next(), staffId);
        });
  }

  /**
   * Uses a token up.
   *
   * @throws ProblemException {@code identity.session-ended}
   */
  Next rotate(String token) {
    return jdbi.inTransaction(handle -> rotate(handle, token)).orElseThrow(RefreshTokens::ended);
  }

  /** Ends the token's family; gives whose it was. */
  Optional<String> end(String token) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Row> row = find(handle, token);
          row.ifPresent(found -> revoke(handle, found.family()));
          return row.map(Row::staffId);
        });
  }

  private Optional<Next> rotate(Handle handle, String token) {
    Optional<Row> found = find(handle, token).filter(row -> row.stands(now()));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Row row = found.get();
    if (row.usedAt().isPresent() && row.usedAt().get().plus(SAME_MOMENT).isBefore(now())) {
      revoke(handle, row.family());
      return Optional.empty();
    }
    handle.execute(
        "update refresh_token set used_at = coalesce(used_at, ?) where hash = ?",
        now(),
        hash(token));
    return AccountStore.byId(handle, row.staffId())
        .map(account -> new Next(account.staff(), add(handle, row.family(), row.staffId())));
  }

  private String add(Handle handle, String family, String staffId) {
    String token = ids.next();
    handle.execute(
        "insert into refresh_token (hash, family, staff_id, expires_at) values (?, ?, ?, ?)",
        hash(token),
        family,
        staffId,
        now().plus(life));
    return token;
  }

  private static Optional<Row> find(Handle handle, String token) {
    return handle
        .createQuery(
            """
            select family, staff_id, expires_at, used_at, revoked from refresh_token
            where hash = :hash for update
            """)
        .bind("hash", hash(token))
        .map(ConstructorMapper.of(Row.class))
        .findOne();
  }

  private static void revoke(Handle handle, String family) {
    handle.execute("update refresh_token set revoked = true where family = ?", family);
  }

  private static ProblemException ended() {
    return new ProblemException("identity.session-ended", 401);
  }

  private static String hash(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** The token that follows a used one, and whose it is. */
  record Next(Staff staff, String token) {}

  /** A token's row. */
  record Row(
      String family,
      String staffId,
      OffsetDateTime expiresAt,
      Optional<OffsetDateTime> usedAt,
      boolean revoked) {

    boolean stands(OffsetDateTime now) {
      return !revoked && now.isBefore(expiresAt);
    }
  }
}
