package org.maplebridge.signaling.ticket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import io.jsonwebtoken.security.WeakKeyException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JwtTicketDeskTest {
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();
  private static final Ticket TICKET = new Ticket("s1", "p1", 3);

  private Instant now = Instant.parse("2026-11-23T06:00:00Z");
  private final InstantSource clock = () -> now;
  private final JwtTicketDesk desk = new JwtTicketDesk(KEY, clock);

  @Test
  void givesBackWhatItSigned() {
    assertEquals(Optional.of(TICKET), desk.check(desk.issue(TICKET)));
  }

  @Test
  void holdsForFiveMinutes() {
    String token = desk.issue(TICKET);
    now = now.plus(JwtTicketDesk.VALIDITY).minusSeconds(1);
    assertEquals(Optional.of(TICKET), desk.check(token));
    now = now.plusSeconds(2);
    assertEquals(Optional.empty(), desk.check(token));
  }

  @Test
  void refusesForgeries() {
    String token = desk.issue(TICKET);
    byte[] other = Arrays.copyOf(KEY, KEY.length);
    other[0] ^= 1;
    assertEquals(Optional.empty(), new JwtTicketDesk(other, clock).check(token));
    assertEquals(Optional.empty(), desk.check(token.substring(0, token.length() - 4) + "AAAA"));
    assertEquals(Optional.empty(), desk.check(token.substring(0, token.lastIndexOf('.') + 1)));
    assertEquals(Optional.empty(), desk.check(""));
    assertEquals(Optional.empty(), desk.check("a.b.c"));
    String unsigned = Jwts.builder().subject("p1").claim("sitting", "s1").compact();
    assertEquals(Optional.empty(), desk.check(unsigned));
  }

  @Test
  void refusesTokensOfAnotherKindUnderTheSameKey() {
    String access =
        Jwts.builder()
            .subject("p1")
            .claim("sitting", "s1")
            .claim("generation", 3)
            .expiration(Date.from(now.plusSeconds(60)))
            .signWith(Keys.hmacShaKeyFor(KEY))
            .compact();
    assertEquals(Optional.empty(), desk.check(access));
  }

  @Test
  void refusesAWeakKey() {
    assertThrows(WeakKeyException.class, () -> new JwtTicketDesk(new byte[16], clock));
  }
}
