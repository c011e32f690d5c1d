package org.maplebridge.server.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.cases.CaseStatus;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.signaling.protocol.Problem;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.SittingState;
import org.maplebridge.signaling.ticket.Ticket;

class JoinIT {
  private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;
  private static final String PHONE = "203.0.113.7";
  private static final OffsetDateTime TEN = OffsetDateTime.parse("2026-11-23T10:00:00+08:00");

  private CaseSide side;
  private Staff mediator;
  private Staff admin;
  private String caseId;
  private String sittingId;
  private List<String> guests;

  @BeforeEach
  void book() {
    side = new CaseSide();
    mediator = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
    admin = side.staff("赵主任", StaffRole.DISTRICT_ADMIN, CaseSide.DISTRICT);
    caseId = side.cases.register(mediator, CaseSide.dispute("卫生间漏水", CaseSide.ANFU));
    sittingId = side.planning.book(mediator, wanted(TEN, Optional.of("510503001-1")));
    guests =
        side.planning.detail(mediator, sittingId).participants().stream()
            .filter(p -> !p.host())
            .map(SittingDetail.ParticipantEntry::id)
            .toList();
  }

  @Test
  void guestsComeByTheirLinksAndTheirConsentsStartTheMediation() {
    assertEquals(CaseStatus.CONSENTING, status());
    String first = send(guests.get(0));
    String second = send(guests.get(1));
    JoinDesk.JoinView view = side.joins.view(first, PHONE, ZH);
    assertEquals("张三丰", view.participantName());
    assertEquals(Role.APPLICANT, view.role());
    assertEquals("李调解", view.hostName());
    assertEquals(3, view.consent().sentences().size());
    assertFalse(view.consent().given());
    refused("join.consent-missing", 403, () -> side.joins.ticket(first, PHONE));
    refused("join.consent-outdated", 409, () -> side.joins.consent(first, PHONE, "online-0", ZH));

    side.joins.consent(first, PHONE, view.consent().textVersion(), ZH);
    side.joins.consent(first, PHONE, view.consent().textVersion(), ZH);
    assertEquals(CaseStatus.CONSENTING, status());
    side.joins.consent(second, PHONE, view.consent().textVersion(), Locale.ENGLISH);
    assertEquals(CaseStatus.IN_MEDIATION, status());

    TicketAnswer ticket = side.joins.ticket(first, PHONE);
    assertEquals(guests.get(0), ticket.participantId());
    Ticket checked = side.tickets.check(ticket.ticket()).orElseThrow();
    assertEquals(new Ticket(sittingId, guests.get(0), 1), checked);
    assertEquals(Optional.empty(), side.gate.mayEnter(checked));
  }

  @Test
  void smsCarriesTheLinkAndOnlyItsHashIsKept() {
    InvitationDesk.LinkAnswer link = side.invitations.send(mediator, sittingId, guests.get(0));
    String sms = single("select body from outbox");
    assertTrue(sms.contains(link.url()));
    assertTrue(sms.startsWith("【纳溪区社会治理中心】张三丰您好，请于11月23日 10:00参加“卫生间漏水”网络调解"));
    assertEquals("19900000001", single("select recipient from outbox"));
    String code = link.url().substring(link.url().lastIndexOf('/') + 1);
    assertEquals(22, code.length());
    assertEquals(link.url(), decoded(link.qrSvg()));
    assertEquals(
        "0", single("select count(*) from join_link where code_hash::text like '%" + code + "%'"));
    assertEquals(
        single("select encode(sha256('" + code + "'), 'hex')"),
        single("select encode(code_hash, 'hex') from join_link"));
    assertEquals(TEN.plusHours(5).toInstant(), link.expiresAt().toInstant());
  }

  @Test
  void linksEndByTimeByHandByReplacementAndWithTheSitting() {
    String old = send(guests.get(0));
    String fresh = send(guests.get(0));
    refused("join.revoked", 410, () -> side.joins.view(old, PHONE, ZH));
    side.joins.consent(fresh, PHONE, "online-1", ZH);
    Ticket ticket = side.tickets.check(side.joins.ticket(fresh, PHONE).ticket()).orElseThrow();
    assertEquals(2, ticket.generation());
    assertEquals(LinkState.SENT, linkState());
    side.joins.view(fresh, PHONE, ZH);
    assertEquals(LinkState.OPENED, linkState());

    side.invitations.revoke(mediator, sittingId, guests.get(0));
    refused("join.revoked", 410, () -> side.joins.ticket(fresh, PHONE));
    assertEquals(Optional.of("join.revoked"), side.gate.mayEnter(ticket).map(Problem::id));
    assertEquals(LinkState.REVOKED, linkState());

    String last = send(guests.get(0));
    side.pass(Duration.ofHours(6));
    refused("join.expired", 410, () -> side.joins.view(last, PHONE, ZH));
    assertEquals(LinkState.EXPIRED, linkState());
  }

  @Test
  void nobodyEntersWhatIsOverOrWhatTheyAreNotInvitedTo() {
    String code = send(guests.get(0));
    Ticket staff =
        side.tickets.check(side.planning.ticket(mediator, sittingId).ticket()).orElseThrow();
    assertEquals(Optional.empty(), side.gate.mayEnter(staff));
    refused("join.not-invited", 403, () -> side.planning.ticket(admin, sittingId));
    assertEquals(
        Optional.of("join.not-invited"),
        side.gate.mayEnter(new Ticket(sittingId, guests.get(0), 0)).map(Problem::id));
    assertEquals(
        Optional.of("join.unknown"),
        side.gate.mayEnter(new Ticket(sittingId, guests.get(0), 9)).map(Problem::id));

    side.sittings.move(sittingId, SittingState.IN_SESSION);
    side.sittings.move(sittingId, SittingState.ENDED);
    refused("join.closed", 410, () -> side.joins.view(code, PHONE, ZH));
    assertEquals(Optional.of("join.closed"), side.gate.mayEnter(staff).map(Problem::id));
    refused("sitting.over", 409, () -> side.planning.ticket(mediator, sittingId));
    refused("sitting.begun", 409, () -> side.planning.cancel(mediator, sittingId, "改期"));
  }

  @Test
  void guessingIsSlowedDownPerNetwork() {
    String code = send(guests.get(0));
    for (int i = 0; i < 20; i++) {
      String guess = "guess" + i;
      refused("join.unknown", 404, () -> side.joins.view(guess, "2001:db8:1:2::" + guess, ZH));
    }
    refused("join.too-many", 429, () -> side.joins.view(code, "2001:db8:1:2::ffff", ZH));
    assertEquals("张三丰", side.joins.view(code, "2001:db8:1:3::1", ZH).participantName());
    side.pass(Duration.ofMinutes(11));
    assertEquals("张三丰", side.joins.view(code, "2001:db8:1:2::1", ZH).participantName());
  }

  @Test
  void clashIsNamedAndCancellingFreesTheTime() {
    ProblemException clash =
        assertThrows(
            ProblemException.class,
            () -> side.planning.book(mediator, wanted(TEN.plusMinutes(30), Optional.empty())));
    assertEquals("schedule.clash", clash.id());
    SittingDesk.ClashAnswer what = (SittingDesk.ClashAnswer) clash.members().get("clash");
    assertEquals(Optional.of(sittingId), what.sittingId());
    assertTrue(Stream.of("李调解", "张三丰", "李四").anyMatch(what.who().orElseThrow()::equals));

    String code = send(guests.get(0));
    side.planning.cancel(mediator, sittingId, "改期");
    refused("join.revoked", 410, () -> side.joins.view(code, PHONE, ZH));
    assertFalse(side.planning.book(mediator, wanted(TEN, Optional.empty())).isEmpty());
  }

  @Test
  void strangersAndBadWishesAreRefused() {
    Staff stranger = side.staff("王调解", StaffRole.MEDIATOR, CaseSide.HUGUO);
    refused("sitting.unknown", 404, () -> side.planning.detail(stranger, sittingId));
    refused(
        "sitting.unknown", 404, () -> side.invitations.send(stranger, sittingId, guests.get(0)));
    Staff colleague = side.staff("陈干部", StaffRole.TOWN_OFFICER, CaseSide.ANFU);
    refused(
        "sitting.not-host", 403, () -> side.invitations.send(colleague, sittingId, guests.get(0)));
    refused(
        "sitting.no-participant", 404, () -> side.invitations.send(mediator, sittingId, "nobody"));
    refused(
        "schedule.bad-time",
        422,
        () -> side.planning.book(mediator, wanted(TEN.minusDays(1), Optional.empty())));
    refused(
        "schedule.bad-place",
        422,
        () -> side.planning.book(mediator, wanted(TEN, Optional.of("nowhere"))));
  }

  private NewSitting wanted(OffsetDateTime startsAt, Optional<String> placeId) {
    List<NewSitting.Seat> seats =
        side.cases.detail(mediator, caseId, ZH).parties().stream()
            .map(p -> NewSitting.Seat.party(p.id(), Role.valueOf(p.side().name())))
            .toList();
    return new NewSitting(
        caseId,
        SittingKind.MEDIATION,
        startsAt,
        startsAt.plusHours(1),
        placeId,
        mediator.id(),
        seats);
  }

  private String send(String participantId) {
    String url = side.invitations.send(mediator, sittingId, participantId).url();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private LinkState linkState() {
    return side.planning.detail(mediator, sittingId).participants().stream()
        .filter(p -> p.id().equals(guests.get(0)))
        .findFirst()
        .flatMap(SittingDetail.ParticipantEntry::link)
        .orElseThrow()
        .state();
  }

  private CaseStatus status() {
    return side.cases.detail(mediator, caseId, ZH).status();
  }

  private String single(String sql) {
    return side.jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  /** Reads a drawn QR code back with the decoder of the library. */
  private static String decoded(String svg) {
    Matcher size = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
    assertTrue(size.find());
    int modules = Integer.parseInt(size.group(1)) - 8;
    BitMatrix matrix = new BitMatrix(modules);
    Matcher dots = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
    while (dots.find()) {
      matrix.set(Integer.parseInt(dots.group(1)) - 4, Integer.parseInt(dots.group(2)) - 4);
    }
    try {
      return new Decoder().decode(matrix).getText();
    } catch (com.google.zxing.ReaderException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static void refused(String id, int status, Executable call) {
    ProblemException problem = assertThrows(ProblemException.class, call);
    assertEquals(id, problem.id());
    assertEquals(status, problem.status());
  }
}
