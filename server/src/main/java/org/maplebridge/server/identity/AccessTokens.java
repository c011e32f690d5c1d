package org.maplebridge.server.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.http.Authenticator;

/**
 * Access tokens: JSON Web Tokens (RFC 7519) signed with HMAC-SHA-256. Only one header is ever
 * accepted, byte for byte, so no other algorithm can be asked for (RFC 8725 §3.1).
 */
public final class AccessTokens implements Authenticator {
  private static final String AUDIENCE = "staff";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
  private static final int LONGEST = 2_000;

  private final SecretKeySpec key;
  private final ObjectMapper json;
  private final InstantSource clock;

  /**
   * @param key at least 32 random bytes
   */
  public AccessTokens(byte[] key, ObjectMapper json, InstantSource clock) {
    if (key.length < 32) {
      throw new IllegalArgumentException("The key of HS256 needs 256 bits (RFC 7518 §3.2)");
    }
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.json = json;
    this.clock = clock;
  }

  String issue(Staff staff, Instant expiresAt) {
    var claims =
        new Claims(
            staff.id(),
            AUDIENCE,
            staff.name(),
            staff.role(),
            staff.orgCode(),
            expiresAt.getEpochSecond());
    try {
      String signed = HEADER + "." + encode(json.writeValueAsString(claims));
      return signed + "." + signature(signed);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Optional<Staff> staffOf(String token) {
    int dot = token.lastIndexOf('.');
    if (token.length() > LONGEST || dot < 0 || !token.startsWith(HEADER + ".")) {
      return Optional.empty();
    }
    String signed = token.substring(0, dot);
    boolean genuine = same(signature(signed), token.substring(dot + 1));
    return genuine ? claims(signed).filter(this::valid).map(Claims::staff) : Optional.empty();
  }

  private boolean valid(Claims claims) {
    return claims.aud().equals(AUDIENCE) && clock.instant().getEpochSecond() < claims.exp();
  }

  private Optional<Claims> claims(String signed) {
    try {
      byte[] payload = Base64.getUrlDecoder().decode(signed.substring(HEADER.length() + 1));
      return Optional.of(json.readValue(payload, Claims.class));
    } catch (IOException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private String signature(String signed) {
    try {
      // A Mac is not safe for several threads, so each signature takes its own.
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private record Claims(String sub, String aud, String name, StaffRole role, String org, long exp) {
    Staff staff() {
      return new Staff(sub, name, role, org);
    }
  }
}
