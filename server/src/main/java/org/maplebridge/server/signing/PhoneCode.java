package org.maplebridge.server.signing;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.maplebridge.server.http.ProblemException;

/**
 * Six digits that were sent to a phone: how often, and how often somebody tried to give them back.
 *
 * @param hash of the digits with the secret of the link they belong to
 */
public record PhoneCode(
    ByteBuffer hash, OffsetDateTime sentAt, OffsetDateTime expiresAt, int sends, int tries) {
  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final Duration BETWEEN_CODES = Duration.ofSeconds(60);
  private static final int MOST_CODES = 10;
  private static final int MOST_TRIES = 5;
  private static final int CODES = 1_000_000;

  /** Of a row with {@code code_hash, sent_at, expires_at, sends, tries}. */
  public static PhoneCode of(ResultSet row) throws SQLException {
    return new PhoneCode(
        ByteBuffer.wrap(row.getBytes("code_hash")),
        row.getObject("sent_at", OffsetDateTime.class),
        row.getObject("expires_at", OffsetDateTime.class),
        row.getInt("sends"),
        row.getInt("tries"));
  }

  /** Digits to send. */
  public static String digits(SecureRandom random) {
    return "%06d".formatted(random.nextInt(CODES));
  }

  public static byte[] hash(String digits, String secret) {
    return Sha256.raw(digits + secret);
  }

  /**
   * Refuses another code right after this one, and after many.
   *
   * @throws ProblemException {@code papers.code-soon}, {@code papers.code-often}
   */
  public void requirePace(OffsetDateTime now) {
    if (now.isBefore(sentAt.plus(BETWEEN_CODES))) {
      throw new ProblemException("papers.code-soon", 429);
    }
    if (sends >= MOST_CODES) {
      throw new ProblemException("papers.code-often", 429);
    }
  }

  /** Whether it may still be given back. */
  public boolean isOpen(OffsetDateTime now) {
    return tries < MOST_TRIES && now.isBefore(expiresAt);
  }

  public boolean fits(String digits, String secret) {
    return hash.equals(ByteBuffer.wrap(hash(digits, secret)));
  }
}
