package org.maplebridge.server.invitation;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseEvent;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;
import org.maplebridge.signaling.sitting.SittingStore;
import org.maplebridge.signaling.ticket.Ticket;
import org.maplebridge.signaling.ticket.TicketDesk;

/** Lets people in by their link alone. Blocking. */
public final class JoinDesk {
  private final Jdbi jdbi;
  private final SittingStore sittings;
  private final LinkStore links = new LinkStore();
  private final GuessLimiter limiter;
  private final TicketDesk tickets;
  private final CaseDesk cases;
  private final CaseStory story;
  private final AuditLog audit;
  private final Centre centre;
  private final InstantSource clock;

  public JoinDesk(
      Jdbi jdbi,
      SittingStore sittings,
      TicketDesk tickets,
      CaseDesk cases,
      CaseStory story,
      AuditLog audit,
      Centre centre,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.sittings = sittings;
    this.limiter = new GuessLimiter(clock);
    this.tickets = tickets;
    this.cases = cases;
    this.story = story;
    this.audit = audit;
    this.centre = centre;
    this.clock = clock;
  }

  /**
   * What the link invites to.
   *
   * @param address the caller's, for throttling
   * @throws ProblemException {@code join.unknown}, {@code join.revoked}, {@code join.expired},
   *     {@code join.closed}, {@code join.too-many}
   */
  public JoinView view(String code, String address, Locale locale) {
    limiter.check(address);
    return jdbi.inTransaction(
        handle -> {
          Invited invited = invited(handle, code, address);
          links.markOpened(handle, invited.link(), now());
          return view(handle, invited, ConsentText.of(invited.consentVersion(), locale));
        });
  }

  /**
   * Writes down the consent to taking part online. When every party of a mediation has given it,
   * the case is in mediation.
   *
   * @throws ProblemException as {@link #view}, and {@code join.consent-outdated}
   */
  public void consent(String code, String address, String textVersion, Locale locale) {
    limiter.check(address);
    jdbi.useTransaction(
        handle -> {
          Invited invited = invited(handle, code, address);
          if (!textVersion.equals(invited.consentVersion())) {
            throw new ProblemException("join.consent-outdated", 409);
          }
          if (links.consent(handle, invited.link(), textVersion, locale.getLanguage(), now())) {
            consented(handle, invited, textVersion);
          }
        });
  }

  /**
   * A ticket for the participant of a link.
   *
   * @throws ProblemException as {@link #view}, and {@code join.consent-missing}
   */
  public TicketAnswer ticket(String code, String address) {
    limiter.check(address);
    Invited invited = jdbi.withHandle(handle -> readyToEnter(handle, code, address));
    String participantId = invited.guest().id();
    Ticket ticket = new Ticket(invited.sitting().id(), participantId, invited.link().generation());
    return TicketAnswer.of(tickets.issue(ticket), participantId);
  }

  /**
   * Who a link belongs to.
   *
   * @throws ProblemException as {@link #view}
   */
  public Guest guest(String code, String address) {
    limiter.check(address);
    Invited invited = jdbi.withHandle(handle -> invited(handle, code, address));
    return new Guest(
        invited.sitting().id(),
        invited.guest().id(),
        invited.sitting().caseId(),
        invited.guest().personId());
  }

  /**
   * Who sits at the device of a link's holder, as one of several persons there.
   *
   * @throws ProblemException as {@link #view}, and {@code papers.no-party} for anybody else
   */
  public Guest companion(String code, String participantId, String address) {
    Guest guest = guest(code, address);
    return sittings
        .find(guest.sittingId())
        .flatMap(sitting -> sitting.participant(participantId))
        .filter(who -> who.device().equals(Optional.of(guest.participantId())))
        .map(who -> new Guest(guest.sittingId(), who.id(), guest.caseId(), who.personId()))
        .orElseThrow(() -> new ProblemException("papers.no-party", 404));
  }

  private Invited readyToEnter(Handle handle, String code, String address) {
    Invited invited = invited(handle, code, address);
    if (!links.hasConsented(handle, invited.guest().id(), invited.consentVersion())) {
      throw new ProblemException("join.consent-missing", 403);
    }
    return invited;
  }

  private Invited invited(Handle handle, String code, String address) {
    Optional<JoinLink> found = links.byCode(handle, code);
    if (found.isEmpty()) {
      limiter.missed(address);
      throw new ProblemException("join.unknown", 404);
    }
    JoinLink link = found.get();
    switch (link.state(clock.instant())) {
      case REVOKED -> throw new ProblemException("join.revoked", 410);
      case EXPIRED -> throw new ProblemException("join.expired", 410);
      case NONE, SENT, OPENED -> {}
    }
    Sitting sitting =
        links
            .sittingOf(handle, link.participantId())
            .flatMap(id -> sittings.find(handle, id))
            .orElseThrow();
    if (!sitting.state().isOpen()) {
      throw new ProblemException("join.closed", 410);
    }
    return new Invited(link, sitting, sitting.participant(link.participantId()).orElseThrow());
  }

  private void consented(Handle handle, Invited invited, String textVersion) {
    Sitting sitting = invited.sitting();
    Participant guest = invited.guest();
    // Observers and listeners come and go without being part of the story.
    if (guest.role() != Role.OBSERVER) {
      story.add(handle, sitting.caseId(), "online-consent", Optional.of(guest.name()), textVersion);
    }
    audit.record(
        handle, guest.id(), "join.consent", sitting.id(), textVersion, AuditLog.Outcome.ALLOWED);
    boolean all =
        sitting.participants().stream()
            .filter(p -> p.role().isParty())
            .allMatch(p -> links.hasConsented(handle, p.id(), textVersion));
    if (all && sitting.kind() == SittingKind.MEDIATION) {
      cases.happened(handle, sitting.caseId(), CaseEvent.CONSENT);
    }
  }

  private JoinView view(Handle handle, Invited invited, ConsentText text) {
    Sitting sitting = invited.sitting();
    String host =
        sitting.participants().stream()
            .filter(Participant::host)
            .map(Participant::name)
            .findFirst()
            .orElse("");
    return new JoinView(
        invited.guest().name(),
        invited.guest().role(),
        host,
        sitting.centre(),
        centre.helpPhone(),
        sitting.kind(),
        sitting.caseTitle(),
        sitting.caseNumber(),
        sitting.startsAt(),
        sitting.endsAt(),
        sitting.state(),
        new JoinView.Consent(
            text.version(),
            text.sentences(),
            text.full(),
            links.hasConsented(handle, invited.guest().id(), text.version())));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** The holder of a link. */
  public record Guest(String sittingId, String participantId, String caseId, String personId) {}

  private record Invited(JoinLink link, Sitting sitting, Participant guest) {

    /** What they agree to before they take part. */
    String consentVersion() {
      return ConsentText.inForce(sitting, guest);
    }
  }

  /** What a link invites to, in the guest's eyes. */
  public record JoinView(
      String participantName,
      Role role,
      String hostName,
      String centre,
      String helpPhone,
      SittingKind kind,
      String caseTitle,
      String caseNumber,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      SittingState state,
      Consent consent) {

    /**
     * @param sentences three, in plain words
     */
    public record Consent(
        String textVersion, List<String> sentences, String fullText, boolean given) {

      public Consent {
        sentences = List.copyOf(sentences);
      }
    }
  }
}
