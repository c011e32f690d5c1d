package org.maplebridge.server.lecture;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.dossier.Viewing;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.invitation.Centre;
import org.maplebridge.server.invitation.ConsentText;
import org.maplebridge.server.invitation.GuessLimiter;
import org.maplebridge.server.invitation.InvitationDesk;
import org.maplebridge.server.invitation.JoinDesk;
import org.maplebridge.server.invitation.QrSvg;
import org.maplebridge.server.invitation.SittingDesk;
import org.maplebridge.server.lecture.AddressStore.Address;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingState;
import org.maplebridge.signaling.sitting.SittingStore;

/**
 * Lets people listen to a lecture by its open address, without an account: each gets a seat and a
 * link of their own, so that whoever comes back is the same person. Closed until its host opens it.
 * Blocking.
 */
public final class LectureDesk {
  static final int MOST_LISTENERS = 500;
  private static final int LONGEST_NAME = 20;
  private static final int LONGEST_VILLAGE = 40;

  private final Jdbi jdbi;
  private final AddressStore addresses = new AddressStore();
  private final Attendance attendance;
  private final Replays replays;
  private final SittingDesk planning;
  private final SittingStore sittings;
  private final InvitationDesk invitations;
  private final GuessLimiter limiter;
  private final AuditLog audit;
  private final Texts texts;
  private final Centre centre;
  private final Ids ids;
  private final InstantSource clock;

  public LectureDesk(
      Jdbi jdbi,
      Attendance attendance,
      Replays replays,
      SittingDesk planning,
      SittingStore sittings,
      InvitationDesk invitations,
      AuditLog audit,
      Texts texts,
      Centre centre,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.attendance = attendance;
    this.replays = replays;
    this.planning = planning;
    this.sittings = sittings;
    this.invitations = invitations;
    this.limiter = new GuessLimiter(clock);
    this.audit = audit;
    this.texts = texts;
    this.centre = centre;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The open address of a lecture the caller leads.
   *
   * @throws ProblemException {@code sitting.*}, {@code lecture.no-lecture}
   */
  public AddressAnswer address(Staff staff, String sittingId) {
    Sitting lecture = lecture(staff, sittingId);
    return jdbi.withHandle(handle -> answer(handle, lecture.id()));
  }

  /**
   * Opens the address or closes it to new listeners; who is in stays in.
   *
   * @throws ProblemException as {@link #address}, and {@code sitting.over}
   */
  public AddressAnswer open(Staff staff, String sittingId, boolean open) {
    Sitting lecture = lecture(staff, sittingId);
    if (!lecture.state().isOpen()) {
      throw new ProblemException("sitting.over", 409);
    }
    return jdbi.inTransaction(
        handle -> {
          if (open) {
            addresses.open(handle, lecture.id(), ids.next(), staff.id(), now());
          } else {
            addresses.close(handle, lecture.id(), now());
          }
          told(handle, staff.id(), open ? "lecture.open" : "lecture.close", lecture.id());
          return answer(handle, lecture.id());
        });
  }

  /**
   * Lets whoever has the address watch the recording of a lecture that is over, or no longer.
   *
   * @throws ProblemException as {@link #address}, and {@code lecture.not-over}
   */
  public AddressAnswer replay(Staff staff, String sittingId, boolean open) {
    Sitting lecture = lecture(staff, sittingId);
    if (lecture.state() != SittingState.ENDED) {
      throw new ProblemException("lecture.not-over", 409);
    }
    return jdbi.inTransaction(
        handle -> {
          addresses.replay(handle, lecture.id(), ids.next(), staff.id(), now(), open);
          told(handle, staff.id(), open ? "replay.open" : "replay.close", lecture.id());
          return answer(handle, lecture.id());
        });
  }

  /**
   * What an open address leads to: a lecture to come or running, or one whose recording is shown.
   *
   * @param from the caller's address, for throttling
   * @throws ProblemException {@code lecture.unknown}, {@code lecture.not-public}, {@code
   *     lecture.over}, {@code join.too-many}
   */
  public LectureView view(String code, String from, Locale locale) {
    ConsentText text = ConsentText.ofListener(locale);
    return jdbi.withHandle(
        handle -> {
          Announced found = found(handle, code, from);
          Optional<Viewing.Replay> replay = replay(found);
          if (replay.isEmpty()) {
            requireOpen(found);
          } else {
            told(handle, "anyone", "replay.read", found.lecture().id());
          }
          return view(found.lecture(), text, replay);
        });
  }

  private Optional<Viewing.Replay> replay(Announced found) {
    boolean shown = found.lecture().state() == SittingState.ENDED && found.address().replayed();
    return shown ? replays.ofSitting(found.lecture().id()) : Optional.empty();
  }

  private LectureView view(Sitting lecture, ConsentText text, Optional<Viewing.Replay> replay) {
    return new LectureView(
        lecture.caseTitle(),
        lecture.centre(),
        centre.helpPhone(),
        lecture.participants().stream()
            .filter(p -> p.host() || p.role() == Role.LECTURER)
            .map(Participant::name)
            .toList(),
        lecture.startsAt(),
        lecture.endsAt(),
        lecture.state(),
        new JoinDesk.JoinView.Consent(text.version(), text.sentences(), text.full(), false),
        replay);
  }

  /**
   * Gives somebody a seat among the listeners.
   *
   * @return the code of a link of their own
   * @throws ProblemException as {@link #view}, and {@code lecture.bad-name}, {@code lecture.full}
   */
  public String listen(String code, String from, Introduction who, Locale locale) {
    String name = plain(who.name(), LONGEST_NAME);
    String village = plain(who.village(), LONGEST_VILLAGE);
    return jdbi.inTransaction(
        handle -> {
          Announced found = found(handle, code, from);
          requireOpen(found);
          Sitting lecture = found.lecture();
          int before = addresses.listeners(handle, lecture.id());
          if (before >= MOST_LISTENERS) {
            throw new ProblemException("lecture.full", 409);
          }
          String id = ids.next();
          String shown =
              name.isEmpty() ? texts.sentence("lecture.listener", locale, before + 1) : name;
          sittings.add(handle, lecture.id(), new Participant(id, id, shown, Role.OBSERVER, false));
          addresses.listener(handle, id, village);
          told(handle, id, "lecture.listen", lecture.id());
          String url = invitations.open(handle, lecture, id);
          return url.substring(url.lastIndexOf('/') + 1);
        });
  }

  /**
   * Who attended. Audited.
   *
   * @throws ProblemException as {@link #address}
   */
  public List<Attended> attendance(Staff staff, String sittingId) {
    Sitting lecture = lecture(staff, sittingId);
    jdbi.useHandle(handle -> told(handle, staff.id(), "lecture.read-attendance", lecture.id()));
    return attendance.of(lecture.id());
  }

  /** The same as a table for a spreadsheet. */
  public String attendanceCsv(Staff staff, String sittingId, Locale locale) {
    return AttendanceCsv.of(attendance(staff, sittingId), texts, locale);
  }

  private Sitting lecture(Staff staff, String sittingId) {
    Sitting sitting = planning.hosted(staff, sittingId);
    if (sitting.kind() != SittingKind.LECTURE) {
      throw new ProblemException("lecture.no-lecture", 409);
    }
    return sitting;
  }

  private Announced found(Handle handle, String code, String from) {
    limiter.check(from);
    Optional<Address> address = addresses.byCode(handle, code);
    if (address.isEmpty()) {
      limiter.missed(from);
      throw new ProblemException("lecture.unknown", 404);
    }
    return new Announced(
        address.get(), sittings.find(handle, address.get().sittingId()).orElseThrow());
  }

  private static void requireOpen(Announced found) {
    if (!found.lecture().state().isOpen()) {
      throw new ProblemException("lecture.over", 410);
    }
    if (!found.address().open()) {
      throw new ProblemException("lecture.not-public", 403);
    }
  }

  private record Announced(Address address, Sitting lecture) {}

  private AddressAnswer answer(Handle handle, String sittingId) {
    Optional<Address> address = addresses.ofSitting(handle, sittingId);
    boolean replayed = address.filter(Address::replayed).isPresent();
    Optional<Address> known = address.filter(a -> a.open() || a.replayed());
    Optional<String> url = known.map(a -> centre.publicUrl().resolve("/l/" + a.code()).toString());
    return new AddressAnswer(
        url, url.map(QrSvg::of), addresses.listeners(handle, sittingId), replayed);
  }

  private static String plain(String text, int longest) {
    String stripped = text.strip();
    boolean odd = stripped.codePoints().anyMatch(c -> Character.isISOControl(c) || isDirection(c));
    if (odd || stripped.codePointCount(0, stripped.length()) > longest) {
      throw new ProblemException("lecture.bad-name", 422);
    }
    return stripped;
  }

  /** Characters that turn the direction of what is shown after them. */
  private static boolean isDirection(int c) {
    return Character.getType(c) == Character.FORMAT;
  }

  private void told(Handle handle, String actor, String action, String sittingId) {
    audit.record(handle, actor, action, sittingId, "", AuditLog.Outcome.ALLOWED);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /**
   * The open address as its host sees it.
   *
   * @param url empty while it leads nowhere
   * @param replayed whether the recording may be watched by it
   */
  public record AddressAnswer(
      Optional<String> url, Optional<String> qrSvg, int listeners, boolean replayed) {}

  /** How somebody introduces themselves; both may be empty. */
  public record Introduction(String name, String village) {}

  /** A lecture as its address announces it. */
  public record LectureView(
      String title,
      String centre,
      String helpPhone,
      List<String> lecturers,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      SittingState state,
      JoinDesk.JoinView.Consent consent,
      Optional<Viewing.Replay> replay) {

    public LectureView {
      lecturers = List.copyOf(lecturers);
    }
  }
}
