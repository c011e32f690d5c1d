package org.maplebridge.server.absence;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.maplebridge.signaling.protocol.Role;

/**
 * Somebody, or a part of their connection, gone for a while. It says what was measured and nothing
 * of what anybody wanted: to be gone is no refusal to take part (OLR 25).
 *
 * @param until empty while they are not back; where the sitting has ended, they never were
 */
public record Absence(
    String participantId,
    String name,
    Role role,
    What what,
    Cause cause,
    OffsetDateTime from,
    Optional<OffsetDateTime> until) {

  /** What was gone. */
  public enum What {
    CONNECTION,
    /** Sound and picture, while the page stayed connected. */
    MEDIA,
    MICROPHONE,
    CAMERA
  }

  /** What was measured. */
  public enum Cause {
    /** No sign of life for 15 s, or no consent to send for 30 s (RFC 7675 section 5.1). */
    NETWORK,
    /** The browser said that it leaves the page (RFC 6455 section 7.4.1). */
    CLOSED_PAGE,
    /** They left by the page's own button. */
    LEFT,
    /** The system took the device away from the page. */
    DEVICE,
    /** This side ended the connection. */
    SERVER
  }
}
