package org.maplebridge.server.invitation;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseEvent;
import org.maplebridge.server.cases.CaseRow;
import org.maplebridge.server.cases.CaseScope;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.cases.SittingList;
import org.maplebridge.server.cases.SittingSummary;
import org.maplebridge.server.courtpoint.FreePoints;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.identity.StaffDirectory;
import org.maplebridge.server.identity.StaffEntry;
import org.maplebridge.server.org.District;
import org.maplebridge.server.org.OrgDirectory;
import org.maplebridge.server.org.Place;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.schedule.Booking;
import org.maplebridge.signaling.schedule.Clash;
import org.maplebridge.signaling.schedule.Schedule;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;
import org.maplebridge.signaling.sitting.SittingStore;
import org.maplebridge.signaling.ticket.Ticket;
import org.maplebridge.signaling.ticket.TicketDesk;

/** Plans sittings for staff: books, shows, cancels, lets staff in. Blocking. */
public final class SittingDesk {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Jdbi jdbi;
  private final Schedule schedule;
  private final SittingStore sittings;
  private final SittingList list;
  private final CaseDesk cases;
  private final CaseStore caseStore;
  private final CaseStory story;
  private final LinkStore links = new LinkStore();
  private final StaffDirectory staffDirectory;
  private final OrgDirectory organisation;
  private final FreePoints points;
  private final OtherRoles otherRoles;
  private final TicketDesk tickets;
  private final AuditLog audit;
  private final Texts texts;
  private final Centre centre;
  private final Ids ids;
  private final InstantSource clock;

  public SittingDesk(
      Jdbi jdbi,
      Schedule schedule,
      SittingStore sittings,
      SittingList list,
      CaseDesk cases,
      CaseStore caseStore,
      CaseStory story,
      StaffDirectory staffDirectory,
      OrgDirectory organisation,
      FreePoints points,
      OtherRoles otherRoles,
      TicketDesk tickets,
      AuditLog audit,
      Texts texts,
      Centre centre,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.schedule = schedule;
    this.sittings = sittings;
    this.list = list;
    this.cases = cases;
    this.caseStore = caseStore;
    this.story = story;
    this.staffDirectory = staffDirectory;
    this.organisation = organisation;
    this.points = points;
    this.otherRoles = otherRoles;
    this.tickets = tickets;
    this.audit = audit;
    this.texts = texts;
    this.centre = centre;
    this.ids = ids;
    this.clock = clock;
  }

  /** Sittings the caller may see that touch a time. */
  public List<SittingSummary> between(
      Staff staff, OffsetDateTime from, OffsetDateTime to, boolean mine) {
    return list.between(staff, from, to, mine);
  }

  /**
   * Books a sitting of a case the caller may see.
   *
   * @return its id
   * @throws ProblemException {@code schedule.clash} and {@code schedule.closed} with member {@code
   *     clash} and, where a court point is taken, {@code instead}; {@code schedule.bad-*}, {@code
   *     schedule.hearing-*}, {@code case.unknown}, {@code case.not-permitted}
   */
  public String book(Staff staff, NewSitting wanted) {
    CaseScope.require(staff, booking(wanted.kind()));
    BookingRules.checkTimes(wanted, clock.instant());
    Sitting sitting = sitting(staff, wanted);
    Duration changeOver = sitting.placeId().map(points::changeOver).orElse(Duration.ZERO);
    return switch (schedule.book(sitting, changeOver, handle -> booked(handle, staff, sitting))) {
      case Booking.Booked(Sitting made) -> made.id();
      case Booking.Refused(Clash clash) -> throw refusal(clash, sitting);
    };
  }

  /**
   * A sitting with its participants and how far their invitations are.
   *
   * @throws ProblemException {@code sitting.unknown}
   */
  public SittingDetail detail(Staff staff, String sittingId) {
    SittingSummary summary = list.find(staff, sittingId).orElseThrow(SittingDesk::unknown);
    return jdbi.withHandle(
        handle -> {
          Map<String, JoinLink> newest =
              links.ofSitting(handle, sittingId).stream()
                  .collect(Collectors.toMap(JoinLink::participantId, Function.identity()));
          Map<String, Preparation> prepared = Preparation.ofSitting(handle, sittingId);
          return new SittingDetail(
              summary,
              sittings.find(handle, sittingId).orElseThrow().participants().stream()
                  // Who came along to another's device has no link to send.
                  .filter(p -> !p.cameAlong())
                  .map(
                      p ->
                          entry(
                              p,
                              Optional.ofNullable(newest.get(p.id())),
                              prepared.getOrDefault(p.id(), Preparation.NONE)))
                  .toList());
        });
  }

  /**
   * A ticket for a member of staff who takes part.
   *
   * @throws ProblemException {@code sitting.unknown}, {@code sitting.over}, {@code
   *     join.not-invited}
   */
  public TicketAnswer ticket(Staff staff, String sittingId) {
    // Who takes part may enter, whether or not they see the case: an expert does not.
    Sitting sitting =
        sittings
            .find(sittingId)
            .filter(s -> s.participants().stream().anyMatch(p -> p.personId().equals(staff.id())))
            .orElseGet(() -> visible(staff, sittingId));
    if (!sitting.state().isOpen()) {
      throw new ProblemException("sitting.over", 409);
    }
    Participant seat =
        sitting.participants().stream()
            .filter(p -> p.personId().equals(staff.id()))
            .findFirst()
            .orElseThrow(() -> new ProblemException("join.not-invited", 403));
    return TicketAnswer.of(tickets.issue(new Ticket(sittingId, seat.id(), 0)), seat.id());
  }

  /**
   * Cancels a sitting that has not begun.
   *
   * @throws ProblemException {@code sitting.unknown}, {@code sitting.begun}, {@code
   *     sitting.not-host}, {@code sitting.bad-reason}
   */
  public void cancel(Staff staff, String sittingId, String reason) {
    if (reason.isBlank() || reason.length() > 200) {
      throw new ProblemException("sitting.bad-reason", 422);
    }
    Sitting sitting = hosted(staff, sittingId);
    try {
      schedule.cancel(sittingId, reason, handle -> cancelled(handle, staff, sitting, reason));
    } catch (IllegalStateException begun) {
      throw new ProblemException("sitting.begun", 409);
    }
  }

  /**
   * A sitting the caller leads, is the clerk of, or runs the district of.
   *
   * @throws ProblemException {@code sitting.unknown}, {@code sitting.not-host}
   */
  public Sitting hosted(Staff staff, String sittingId) {
    Sitting sitting = visible(staff, sittingId);
    boolean host =
        sitting.participants().stream()
            .filter(p -> p.host() || p.role() == Role.CLERK)
            .anyMatch(p -> p.personId().equals(staff.id()));
    if (!host && staff.role() != StaffRole.DISTRICT_ADMIN) {
      throw new ProblemException("sitting.not-host", 403);
    }
    return sitting;
  }

  private Sitting visible(Staff staff, String sittingId) {
    return list.find(staff, sittingId)
        .flatMap(summary -> sittings.find(summary.id()))
        .orElseThrow(SittingDesk::unknown);
  }

  private Sitting sitting(Staff staff, NewSitting wanted) {
    StaffEntry host =
        staffDirectory
            .find(wanted.hostId())
            .orElseThrow(() -> new ProblemException("schedule.bad-host", 422));
    Optional<Place> place = wanted.placeId().map(this::place);
    return jdbi.inTransaction(
        handle -> {
          CaseRow row = cases.permitted(handle, staff, booking(wanted.kind()), wanted.caseId());
          List<Participant> seats =
              BookingRules.seats(wanted, host, new People(handle, row.id()), ids);
          if (wanted.kind() == SittingKind.HEARING) {
            HearingSeats.check(host, seats, place, wanted.placeId().flatMap(points::hostOf));
          }
          requireOneRole(handle, wanted, seats);
          return new Sitting(
              ids.next(),
              row.id(),
              row.platformNumber(),
              row.number(),
              row.title(),
              centre.name(),
              wanted.kind(),
              SittingState.BOOKED,
              wanted.startsAt(),
              wanted.endsAt(),
              wanted.placeId(),
              seats);
        });
  }

  private void requireOneRole(Handle handle, NewSitting wanted, List<Participant> seats) {
    List<String> guests = seats.stream().filter(p -> !p.host()).map(Participant::personId).toList();
    if (otherRoles.counsels(handle, wanted.hostId(), guests)) {
      DualRole.refuse(wanted.kind(), seats.getFirst());
    }
  }

  private static Action booking(SittingKind kind) {
    return kind == SittingKind.HEARING ? Action.BOOK_HEARING : Action.BOOK_MEDIATION;
  }

  private Place place(String placeId) {
    return organisation
        .place(placeId)
        .orElseThrow(() -> new ProblemException("schedule.bad-place", 422));
  }

  /** The people a booking may name, within a transaction. */
  private final class People implements BookingRules.People {
    private final Handle handle;
    private final List<Party> parties;

    People(Handle handle, String caseId) {
      this.handle = handle;
      this.parties = caseStore.parties(handle, caseId);
    }

    @Override
    public Optional<Party> party(String id) {
      return parties.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    @Override
    public Optional<StaffEntry> staff(String id) {
      return staffDirectory.find(id);
    }

    @Override
    public String guest(NewSitting.Guest guest) {
      return caseStore.person(handle, guest.name(), guest.phone());
    }
  }

  /** Whether somebody comes by an account, not by a link. */
  boolean isStaff(Participant participant) {
    return participant.host() || staffDirectory.find(participant.personId()).isPresent();
  }

  private void booked(Handle handle, Staff staff, Sitting sitting) {
    story.add(
        handle,
        sitting.caseId(),
        "sitting-booked",
        Optional.of(staff.name()),
        kind(sitting.kind()),
        MINUTE.format(sitting.startsAt().atZoneSameInstant(District.ZONE)));
    if (sitting.kind() == SittingKind.MEDIATION) {
      cases.happened(handle, sitting.caseId(), CaseEvent.INVITE);
    }
    audit.record(handle, staff.id(), "sitting.book", sitting.id(), "", AuditLog.Outcome.ALLOWED);
  }

  private void cancelled(Handle handle, Staff staff, Sitting sitting, String reason) {
    OffsetDateTime now = clock.instant().atZone(District.ZONE).toOffsetDateTime();
    sitting.participants().forEach(p -> links.revoke(handle, p.id(), now));
    story.add(
        handle,
        sitting.caseId(),
        "sitting-cancelled",
        Optional.of(staff.name()),
        kind(sitting.kind()),
        reason);
    audit.record(
        handle, staff.id(), "sitting.cancel", sitting.id(), reason, AuditLog.Outcome.ALLOWED);
  }

  private ProblemException refusal(Clash clash, Sitting wanted) {
    Optional<String> who =
        clash
            .personId()
            .flatMap(
                id ->
                    wanted.participants().stream()
                        .filter(p -> p.personId().equals(id))
                        .map(Participant::name)
                        .findFirst());
    Optional<Place> place = clash.placeId().flatMap(organisation::place);
    ClashAnswer answer =
        new ClashAnswer(
            who, place.map(Place::name), clash.sittingId(), clash.startsAt(), clash.endsAt());
    var refusal =
        new ProblemException(
                clash.sittingId().isPresent() ? "schedule.clash" : "schedule.closed",
                409,
                who.or(() -> place.map(Place::name)).orElse(""),
                MINUTE.format(clash.startsAt().atZoneSameInstant(District.ZONE)),
                until(clash))
            .with("clash", answer);
    return place.filter(Place::courtPoint).isPresent()
        ? refusal.with(
            "instead", points.instead(place.orElseThrow().id(), wanted.startsAt(), wanted.endsAt()))
        : refusal;
  }

  /** The time, and the day too where it is another: closures last for days. */
  private static String until(Clash clash) {
    var from = clash.startsAt().atZoneSameInstant(District.ZONE);
    var to = clash.endsAt().atZoneSameInstant(District.ZONE);
    return (from.toLocalDate().equals(to.toLocalDate()) ? CLOCK : MINUTE).format(to);
  }

  private SittingDetail.ParticipantEntry entry(
      Participant p, Optional<JoinLink> link, Preparation preparation) {
    Optional<SittingDetail.LinkEntry> shown =
        isStaff(p)
            ? Optional.empty()
            : Optional.of(
                new SittingDetail.LinkEntry(
                    link.map(l -> l.state(clock.instant())).orElse(LinkState.NONE),
                    link.map(JoinLink::expiresAt)));
    return new SittingDetail.ParticipantEntry(
        p.id(), p.name(), p.role(), p.host(), p.personId(), shown, shown.map(l -> preparation));
  }

  private String kind(SittingKind kind) {
    return texts.sentence("invitation.kind." + kind, Locale.SIMPLIFIED_CHINESE);
  }

  private static ProblemException unknown() {
    return new ProblemException("sitting.unknown", 404);
  }

  /** What stands in the way, as the refusal tells it. */
  record ClashAnswer(
      Optional<String> who,
      Optional<String> place,
      Optional<String> sittingId,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt) {}
}
