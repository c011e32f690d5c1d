package org.maplebridge.signaling.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.maplebridge.signaling.protocol.IceServer;

/**
 * Time-limited TURN credentials after draft-uberti-behave-turn-rest-00 section 2.2, which coturn
 * calls its REST API: the user name says until when, and the password proves that we said so. The
 * TURN server needs no account and no call to us.
 */
public final class TurnServers implements IceServers {

  /** What the draft and coturn ask for. */
  private static final String ALGORITHM = "HmacSHA1";

  private final TurnConfig config;
  private final InstantSource clock;

  private TurnServers(TurnConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Those of the configuration; none where it names none. */
  public static IceServers of(TurnConfig config, InstantSource clock) {
    return config.urls().isEmpty() ? IceServers.none() : new TurnServers(config, clock);
  }

  @Override
  public List<IceServer> forParticipant(String participantId) {
    long until = clock.instant().plus(config.life()).getEpochSecond();
    String username = until + ":" + participantId;
    return List.of(
        new IceServer(config.urls(), Optional.of(username), Optional.of(password(username))));
  }

  private String password(String username) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(config.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] code = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no " + ALGORITHM, e);
    }
  }
}
