package org.maplebridge.server.invitation;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.org.District;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.ticket.JwtTicketDesk;
import org.maplebridge.signaling.ticket.MediaTicket;
import org.maplebridge.signaling.ticket.MediaUse;
import org.maplebridge.signaling.ticket.TicketDesk;

/**
 * Lets devices into sittings: an encoder at the bench, a screen on the wall. Who leads the sitting
 * lets the device in by making its token, and it does what its participant may. Blocking.
 */
public final class DeviceDesk {
  private final Jdbi jdbi;
  private final SittingDesk sittings;
  private final TicketDesk tickets;
  private final AuditLog audit;
  private final InstantSource clock;

  public DeviceDesk(
      Jdbi jdbi, SittingDesk sittings, TicketDesk tickets, AuditLog audit, InstantSource clock) {
    this.jdbi = jdbi;
    this.sittings = sittings;
    this.tickets = tickets;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes a bearer token for a device in a participant's place.
   *
   * @throws ProblemException {@code sitting.unknown}, {@code sitting.not-host}, {@code
   *     sitting.over}, {@code join.not-invited}
   */
  MediaToken token(Staff staff, String sittingId, String participantId, MediaUse use) {
    Sitting sitting = sittings.hosted(staff, sittingId);
    if (!sitting.state().isOpen()) {
      throw new ProblemException("sitting.over", 409);
    }
    if (sitting.participant(participantId).isEmpty()) {
      throw new ProblemException("join.not-invited", 403);
    }
    String token = tickets.issue(new MediaTicket(sittingId, participantId, use));
    OffsetDateTime expiresAt =
        clock.instant().plus(JwtTicketDesk.MEDIA_VALIDITY).atZone(District.ZONE).toOffsetDateTime();
    jdbi.useHandle(
        handle ->
            audit.record(
                handle,
                staff.id(),
                "sitting.device-token",
                sittingId,
                participantId + " " + use,
                AuditLog.Outcome.ALLOWED));
    return new MediaToken(token, use == MediaUse.SEND ? "/whip" : "/whep", expiresAt);
  }

  /**
   * What a device is set up with.
   *
   * @param url path of the WHIP or WHEP endpoint on the same host
   * @param expiresAt until when it may begin
   */
  record MediaToken(String token, String url, OffsetDateTime expiresAt) {}
}
