package org.maplebridge.signaling.ticket;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Tickets as signed JSON web tokens (RFC 7519) with HMAC SHA-256 (RFC 7518 section 3.2). The
 * audience keeps them apart from every other token of the server, even one under the same key.
 */
public final class JwtTicketDesk implements TicketDesk {
  /** How long a ticket may be presented. */
  public static final Duration VALIDITY = Duration.ofMinutes(5);

  /** How long a device's token may be presented; what it began goes on. */
  public static final Duration MEDIA_VALIDITY = Duration.ofHours(1);

  private static final String AUDIENCE = "maplebridge-room";
  private static final String MEDIA_AUDIENCE = "maplebridge-media";
  private static final String USE = "use";
  private static final String SITTING = "sitting";
  private static final String GENERATION = "generation";

  private final SecretKey key;
  private final InstantSource clock;

  /**
   * A desk that signs with the given key.
   *
   * @param key at least 32 random bytes, the same on every node
   * @throws io.jsonwebtoken.security.WeakKeyException when the key is shorter
   */
  public JwtTicketDesk(byte[] key, InstantSource clock) {
    this.key = Keys.hmacShaKeyFor(key);
    this.clock = clock;
  }

  @Override
  public String issue(Ticket ticket) {
    Instant now = clock.instant();
    return Jwts.builder()
        .audience()
        .add(AUDIENCE)
        .and()
        .subject(ticket.participantId())
        .claim(SITTING, ticket.sittingId())
        .claim(GENERATION, ticket.generation())
        .issuedAt(Date.from(now))
        .expiration(Date.from(now.plus(VALIDITY)))
        .signWith(key)
        .compact();
  }

  @Override
  public Optional<Ticket> check(String token) {
    return claims(token, AUDIENCE).flatMap(JwtTicketDesk::ticket);
  }

  @Override
  public String issue(MediaTicket ticket) {
    Instant now = clock.instant();
    return Jwts.builder()
        .audience()
        .add(MEDIA_AUDIENCE)
        .and()
        .subject(ticket.participantId())
        .claim(SITTING, ticket.sittingId())
        .claim(USE, ticket.use().name())
        .issuedAt(Date.from(now))
        .expiration(Date.from(now.plus(MEDIA_VALIDITY)))
        .signWith(key)
        .compact();
  }

  @Override
  public Optional<MediaTicket> checkMedia(String token) {
    return claims(token, MEDIA_AUDIENCE).flatMap(JwtTicketDesk::mediaTicket);
  }

  private Optional<Claims> claims(String token, String audience) {
    try {
      return Optional.of(
          Jwts.parser()
              .verifyWith(key)
              .requireAudience(audience)
              .clock(() -> Date.from(clock.instant()))
              .build()
              .parseSignedClaims(token)
              .getPayload());
    } catch (JwtException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<MediaTicket> mediaTicket(Claims claims) {
    String participant = claims.getSubject();
    String sitting = claims.get(SITTING, String.class);
    String use = claims.get(USE, String.class);
    if (participant == null || sitting == null) {
      return Optional.empty();
    }
    return Arrays.stream(MediaUse.values())
        .filter(known -> known.name().equals(use))
        .findFirst()
        .map(known -> new MediaTicket(sitting, participant, known));
  }

  private static Optional<Ticket> ticket(Claims claims) {
    String participant = claims.getSubject();
    String sitting = claims.get(SITTING, String.class);
    Integer generation = claims.get(GENERATION, Integer.class);
    return participant == null || sitting == null || generation == null
        ? Optional.empty()
        : Optional.of(new Ticket(sitting, participant, generation));
  }
}
