package org.maplebridge.server.invitation;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.notify.Channel;
import org.maplebridge.server.notify.Outbox;
import org.maplebridge.server.org.District;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;

/** Sends participants the link by which they come, and takes it back. Blocking. */
public final class InvitationDesk {

  /** A link outlives its sitting by this: sittings run late and people lose connections. */
  static final Duration GRACE = Duration.ofHours(4);

  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("M月d日 HH:mm");

  private final Jdbi jdbi;
  private final SittingDesk sittings;
  private final LinkStore links = new LinkStore();
  private final Outbox outbox;
  private final CaseStory story;
  private final AuditLog audit;
  private final Texts texts;
  private final Centre centre;
  private final Ids ids;
  private final InstantSource clock;

  public InvitationDesk(
      Jdbi jdbi,
      SittingDesk sittings,
      Outbox outbox,
      CaseStory story,
      AuditLog audit,
      Texts texts,
      Centre centre,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.sittings = sittings;
    this.outbox = outbox;
    this.story = story;
    this.audit = audit;
    this.texts = texts;
    this.centre = centre;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes a participant's link, ends the one before, and queues the SMS that carries it. This is
   * the only time the code is known to us.
   *
   * @throws ProblemException {@code sitting.*}
   */
  public LinkAnswer send(Staff staff, String sittingId, String participantId) {
    Sitting sitting = sittings.hosted(staff, sittingId);
    if (!sitting.state().isOpen()) {
      throw new ProblemException("sitting.over", 409);
    }
    Participant guest = guest(sitting, participantId);
    String code = ids.next();
    String url = centre.linkUrl(code);
    OffsetDateTime expiresAt = sitting.endsAt().plus(GRACE);
    jdbi.useTransaction(
        handle -> {
          String message =
              outbox.queue(handle, Channel.SMS, phone(handle, guest), sms(sitting, guest, url));
          links.replace(handle, participantId, code, Optional.of(message), now(), expiresAt);
          told(handle, staff, sitting, guest, "link-sent", "link.send");
        });
    return new LinkAnswer(url, expiresAt, QrSvg.of(url));
  }

  /**
   * Makes a participant's link within the caller's transaction; to send it is the caller's.
   *
   * @return its address
   */
  public String open(Handle handle, Sitting sitting, String participantId) {
    String code = ids.next();
    OffsetDateTime expiresAt = sitting.endsAt().plus(GRACE);
    links.replace(handle, participantId, code, Optional.empty(), now(), expiresAt);
    return centre.linkUrl(code);
  }

  /**
   * Ends a participant's link and every ticket made by it. Idempotent.
   *
   * @throws ProblemException {@code sitting.*}
   */
  public void revoke(Staff staff, String sittingId, String participantId) {
    Sitting sitting = sittings.hosted(staff, sittingId);
    Participant guest = guest(sitting, participantId);
    jdbi.useTransaction(
        handle -> {
          if (links.revoke(handle, participantId, now()) > 0) {
            told(handle, staff, sitting, guest, "link-revoked", "link.revoke");
          }
        });
  }

  private void told(
      Handle handle, Staff staff, Sitting sitting, Participant guest, String what, String action) {
    story.add(handle, sitting.caseId(), what, Optional.of(staff.name()), guest.name());
    audit.record(handle, staff.id(), action, guest.id(), "", AuditLog.Outcome.ALLOWED);
  }

  private String sms(Sitting sitting, Participant guest, String url) {
    Locale chinese = Locale.SIMPLIFIED_CHINESE;
    String host =
        sitting.participants().stream()
            .filter(Participant::host)
            .map(Participant::name)
            .findFirst()
            .orElse("");
    return texts.sentence(
        "invitation.sms",
        chinese,
        centre.name(),
        guest.name(),
        WHEN.format(sitting.startsAt().atZoneSameInstant(District.ZONE)),
        sitting.caseTitle(),
        texts.sentence("invitation.kind." + sitting.kind(), chinese),
        host,
        url,
        centre.helpPhone());
  }

  private Participant guest(Sitting sitting, String participantId) {
    Participant guest =
        sitting
            .participant(participantId)
            .orElseThrow(() -> new ProblemException("sitting.no-participant", 404));
    if (sittings.isStaff(guest)) {
      throw new ProblemException("sitting.staff-participant", 409);
    }
    return guest;
  }

  private static String phone(Handle handle, Participant guest) {
    return handle
        .createQuery("select phone from person where id = :id")
        .bind("id", guest.personId())
        .mapTo(String.class)
        .findOne()
        .orElseThrow(() -> new ProblemException("sitting.self-booked", 409));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** A link as its maker gets it, once. */
  public record LinkAnswer(String url, OffsetDateTime expiresAt, String qrSvg) {}
}
