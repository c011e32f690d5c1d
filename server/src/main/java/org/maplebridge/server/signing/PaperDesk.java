package org.maplebridge.server.signing;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.cases.Masks;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.invitation.Centre;
import org.maplebridge.server.invitation.GuessLimiter;
import org.maplebridge.server.invitation.JoinDesk;
import org.maplebridge.server.notify.Channel;
import org.maplebridge.server.notify.Outbox;
import org.maplebridge.server.persistence.Ids;

/**
 * Parties, other participants of hearings and their papers: the link that leads to them, and what
 * shows that the one who came by it is the one it was made for. Reading needs the link; signing
 * needs a code sent to the party's phone as well, or a mediator who has seen them. Blocking.
 */
public final class PaperDesk {
  private static final Duration LINK_LIFE = Duration.ofDays(7);
  private static final Duration ROOM_LINK_LIFE = Duration.ofHours(12);
  private static final Duration PROOF_LIFE = Duration.ofHours(12);

  private final Jdbi jdbi;
  private final PaperLinkStore links = new PaperLinkStore();
  private final CaseDesk cases;
  private final CaseStore caseStore;
  private final CaseStory story;
  private final JoinDesk joins;
  private final Outbox outbox;
  private final AuditLog audit;
  private final Texts texts;
  private final Centre centre;
  private final Ids ids;
  private final SecureRandom random;
  private final InstantSource clock;
  private final GuessLimiter limiter;

  public PaperDesk(
      Jdbi jdbi,
      CaseDesk cases,
      CaseStore caseStore,
      CaseStory story,
      JoinDesk joins,
      Outbox outbox,
      AuditLog audit,
      Texts texts,
      Centre centre,
      Ids ids,
      SecureRandom random,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.cases = cases;
    this.caseStore = caseStore;
    this.story = story;
    this.joins = joins;
    this.outbox = outbox;
    this.audit = audit;
    this.texts = texts;
    this.centre = centre;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
    this.limiter = new GuessLimiter(clock);
  }

  /**
   * Sends somebody the link to their papers; the one sent before ends.
   *
   * @param holderId of a party, or of a participant who signs a transcript
   * @throws ProblemException {@code case.unknown}, {@code case.not-permitted}, {@code
   *     papers.no-party}
   */
  public void send(Staff staff, String caseId, String holderId) {
    jdbi.useTransaction(
        handle -> {
          cases.permitted(handle, staff, preparing(staff), caseId);
          send(handle, staff, caseId, holder(handle, caseId, holderId));
        });
  }

  /** The same within the caller's transaction, who has asked for the permission. */
  public void send(Handle handle, Staff staff, String caseId, PaperHolder holder) {
    String code = ids.next();
    links.revokeSent(handle, holder.id(), now());
    links.insert(handle, Sha256.raw(code), caseId, holder, false, now(), now().plus(LINK_LIFE));
    String url = centre.publicUrl().resolve("/s/" + code).toString();
    outbox.queue(
        handle,
        Channel.SMS,
        holder.phone(),
        texts.sentence(
            "papers.sms",
            Locale.SIMPLIFIED_CHINESE,
            centre.name(),
            holder.name(),
            url,
            centre.helpPhone()));
    story.add(handle, caseId, "papers-sent", Optional.of(staff.name()), holder.name());
    audit.record(handle, staff.id(), "papers.send", holder.id(), "", AuditLog.Outcome.ALLOWED);
  }

  /**
   * A link for somebody who sits in the room by their own link to it.
   *
   * @return its code
   * @throws ProblemException {@code join.*}, {@code papers.no-party}
   */
  public String fromRoom(String joinCode, String address) {
    return open(joins.guest(joinCode, address));
  }

  /**
   * The same for somebody who sits at that person's device: each reads and signs for themselves,
   * and proves themselves by their own phone or is seen by the mediator.
   *
   * @throws ProblemException as {@link #fromRoom(String, String)}
   */
  public String fromRoom(String joinCode, String companion, String address) {
    return open(joins.companion(joinCode, companion, address));
  }

  private String open(JoinDesk.Guest guest) {
    return jdbi.inTransaction(
        handle -> {
          PaperHolder holder =
              parties(handle, guest.caseId())
                  .filter(p -> p.personId().equals(guest.personId()))
                  .findFirst()
                  .map(PaperHolder::of)
                  .or(() -> links.participant(handle, guest.caseId(), guest.participantId()))
                  .orElseThrow(PaperDesk::nobody);
          String code = ids.next();
          OffsetDateTime until = now().plus(ROOM_LINK_LIFE);
          links.insert(handle, Sha256.raw(code), guest.caseId(), holder, true, now(), until);
          audit.record(
              handle,
              holder.id(),
              "papers.open-in-room",
              holder.id(),
              "",
              AuditLog.Outcome.ALLOWED);
          return code;
        });
  }

  /**
   * Writes down that the mediator or the clerk has seen somebody and an identity document.
   *
   * @throws ProblemException {@code case.unknown}, {@code case.not-permitted}, {@code
   *     papers.no-party}
   */
  public void seen(Staff staff, String caseId, String holderId) {
    jdbi.useTransaction(
        handle -> {
          cases.permitted(handle, staff, preparing(staff), caseId);
          PaperHolder holder = holder(handle, caseId, holderId);
          links.seen(handle, holder, staff.id(), now());
          story.add(handle, caseId, "identity-seen", Optional.of(staff.name()), holder.name());
          audit.record(handle, staff.id(), "identity.seen", holderId, "", AuditLog.Outcome.ALLOWED);
        });
  }

  /** Who has papers signed: the mediator theirs, the clerk the transcript. */
  private static Action preparing(Staff staff) {
    return staff.role() == StaffRole.COURT_CLERK ? Action.WRITE_TRANSCRIPT : Action.DRAFT_DOCUMENT;
  }

  /** Ids of those whom staff have seen lately enough for a signature. */
  public List<String> seen(Handle handle, String caseId) {
    return links.seenSince(handle, caseId, now().minus(PROOF_LIFE));
  }

  /**
   * Who came by a link.
   *
   * @throws ProblemException {@code papers.unknown}, {@code papers.ended}, {@code join.too-many}
   */
  public LinkedParty party(Handle handle, String code, Address from) {
    limiter.check(from.value());
    Optional<PaperLinkStore.Row> row =
        links.find(handle, Sha256.raw(code), now().minus(PROOF_LIFE));
    if (row.isEmpty()) {
      limiter.missed(from.value());
      throw new ProblemException("papers.unknown", 404);
    }
    boolean over = !now().isBefore(row.get().expiresAt());
    if (over || row.get().revokedAt().isPresent()) {
      throw new ProblemException("papers.ended", 410);
    }
    return row.get().party();
  }

  /**
   * Who came by a link and is shown to be the one it was made for.
   *
   * @throws ProblemException as {@link #party}, and {@code papers.not-proven}
   */
  public LinkedParty proven(Handle handle, String code, Address from) {
    LinkedParty party = party(handle, code, from);
    if (party.proof().isEmpty()) {
      throw new ProblemException("papers.not-proven", 403);
    }
    return party;
  }

  /** What a link leads to, in the party's eyes. */
  public PaperView view(String code, Address from) {
    return jdbi.withHandle(
        handle -> {
          LinkedParty party = party(handle, code, from);
          return new PaperView(
              party.name(),
              party.caseTitle(),
              centre.name(),
              centre.helpPhone(),
              Masks.phone(party.phone()),
              party.proof().map(Proof::way));
        });
  }

  /**
   * Sends a code of six digits to the party's phone.
   *
   * @throws ProblemException as {@link #party}, and {@code papers.code-soon}, {@code
   *     papers.code-often}
   */
  public void sendCode(String code, Address from) {
    jdbi.useTransaction(
        handle -> {
          LinkedParty party = party(handle, code, from);
          byte[] link = Sha256.raw(code);
          links.code(handle, link).ifPresent(before -> before.requirePace(now()));
          String digits = PhoneCode.digits(random);
          links.putCode(
              handle, link, PhoneCode.hash(digits, code), now(), now().plus(PhoneCode.LIFE));
          outbox.queue(
              handle,
              Channel.SMS,
              party.phone(),
              texts.sentence("papers.code-sms", Locale.SIMPLIFIED_CHINESE, centre.name(), digits));
          audit.record(
              handle, party.id(), "papers.code-sent", party.id(), "", AuditLog.Outcome.ALLOWED);
        });
  }

  /**
   * Takes the code from the party's phone. A wrong one is counted whatever comes after it.
   *
   * @throws ProblemException as {@link #party}, and {@code papers.code-wrong}, {@code
   *     papers.code-over}
   */
  public void prove(String code, Address from, String digits) {
    boolean right =
        jdbi.inTransaction(
            handle -> {
              LinkedParty party = party(handle, code, from);
              byte[] link = Sha256.raw(code);
              PhoneCode sent =
                  links
                      .code(handle, link)
                      .filter(c -> c.isOpen(now()))
                      .orElseThrow(() -> new ProblemException("papers.code-over", 410));
              links.tried(handle, link);
              boolean fits = sent.fits(digits, code);
              if (fits) {
                links.proven(handle, link, now());
              }
              audit.record(
                  handle,
                  party.id(),
                  "papers.prove",
                  party.id(),
                  "",
                  fits ? AuditLog.Outcome.ALLOWED : AuditLog.Outcome.REFUSED);
              return fits;
            });
    if (!right) {
      throw new ProblemException("papers.code-wrong", 422);
    }
  }

  /**
   * Whom papers of a case may be for.
   *
   * @throws ProblemException {@code papers.no-party}
   */
  public PaperHolder holder(Handle handle, String caseId, String id) {
    return parties(handle, caseId)
        .filter(party -> party.id().equals(id))
        .findFirst()
        .map(PaperHolder::of)
        .or(() -> links.participant(handle, caseId, id))
        .orElseThrow(PaperDesk::nobody);
  }

  private Stream<Party> parties(Handle handle, String caseId) {
    return caseStore.parties(handle, caseId).stream();
  }

  private static ProblemException nobody() {
    return new ProblemException("papers.no-party", 404);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** Where a call came from, for throttling. */
  public record Address(String value) {}

  /** What a link leads to. */
  public record PaperView(
      String name,
      String caseTitle,
      String centre,
      String helpPhone,
      String phone,
      Optional<Proof.Way> proof) {}
}
