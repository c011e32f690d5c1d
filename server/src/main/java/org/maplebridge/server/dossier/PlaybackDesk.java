package org.maplebridge.server.dossier;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.api.ViewingCopy;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingDirectory;

/**
 * Opens recordings for watching. Pictures are for the sitting's host and the district's
 * administrators, and every viewing states a purpose, which goes into the audit log and onto the
 * case's time line. Blocking.
 */
public final class PlaybackDesk {
  /** Long enough for the longest sitting to be watched once. */
  private static final Duration VIEWING = Duration.ofHours(4);

  private static final int LONGEST_PURPOSE = 200;
  private static final String COPY = "copy";
  private static final String THUMBNAILS = "thumbnails";
  private static final String PEOPLE = "people/";

  private final Jdbi jdbi;
  private final RecordingStore store;
  private final Recorder recorder;
  private final CaseRecorder caseRecorder;
  private final SittingDirectory sittings;
  private final RoomLines lines;
  private final WrittenMinutes minutes;
  private final CaseStory story;
  private final AuditLog audit;
  private final PlaybackKey key;
  private final InstantSource clock;

  /**
   * @param playbackSecret signs viewing addresses; at least 32 bytes
   */
  public PlaybackDesk(
      Jdbi jdbi,
      RecordingStore store,
      Recorder recorder,
      CaseRecorder caseRecorder,
      SittingDirectory sittings,
      WrittenMinutes minutes,
      CaseStory story,
      AuditLog audit,
      byte[] playbackSecret,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.store = store;
    this.recorder = recorder;
    this.caseRecorder = caseRecorder;
    this.sittings = sittings;
    this.lines = new RoomLines(jdbi);
    this.minutes = minutes;
    this.story = story;
    this.audit = audit;
    this.key = new PlaybackKey(playbackSecret);
    this.clock = clock;
  }

  /**
   * Opens the viewing copy for some hours, with what was written beside it.
   *
   * @throws ProblemException {@code recording.unknown}, {@code recording.not-permitted}, {@code
   *     recording.bad-purpose}, {@code recording.no-copy}
   */
  public Viewing view(Staff staff, String id, String purpose) {
    Opened opened = open(staff, id, purpose);
    jdbi.useTransaction(
        handle -> {
          audit.record(
              handle, staff.id(), "recording.play", id, opened.purpose(), AuditLog.Outcome.ALLOWED);
          story.add(
              handle,
              opened.row().caseId(),
              "recording-viewed",
              Optional.of(staff.name()),
              opened.purpose());
        });
    Instant expiresAt = clock.instant().plus(VIEWING);
    ViewingCopy copy = opened.copy();
    return new Viewing(
        key.path(id, COPY, expiresAt),
        DossierDesk.local(expiresAt),
        staff.name(),
        copy.events(),
        people(opened.sealed()),
        lines(opened),
        sentences(opened),
        new Viewing.Thumbnails(key.path(id, THUMBNAILS, expiresAt), copy.thumbnails()));
  }

  /**
   * The viewing copy of a sitting for those who may see it without an account; empty while there is
   * none. Whether they may is for the caller to know.
   */
  public Optional<Viewing.Replay> replay(String sittingId) {
    Instant expiresAt = clock.instant().plus(VIEWING);
    return store
        .ofSitting(sittingId)
        .map(RecordingRow::id)
        .flatMap(
            id ->
                recorder
                    .viewingCopy(id)
                    .map(
                        copy ->
                            new Viewing.Replay(
                                key.path(id, COPY, expiresAt), copy.seconds(), copy.chapters())));
  }

  /**
   * Opens one participant alone: their microphone and camera as they were sent.
   *
   * @throws ProblemException as {@link #view}, and {@code recording.no-such-person}
   */
  public Viewing.Alone viewAlone(Staff staff, String id, String participantId, String purpose) {
    Opened opened = open(staff, id, purpose);
    if (recorder.participantView(id, participantId).isEmpty()) {
      throw noSuchPerson();
    }
    String name =
        sittings
            .find(opened.row().sittingId())
            .flatMap(sitting -> sitting.participant(participantId))
            .map(Participant::name)
            .orElse("");
    jdbi.useTransaction(
        handle -> {
          audit.record(
              handle,
              staff.id(),
              "recording.play-alone",
              id + "/" + participantId,
              opened.purpose(),
              AuditLog.Outcome.ALLOWED);
          story.add(
              handle,
              opened.row().caseId(),
              "participant-viewed",
              Optional.of(staff.name()),
              name,
              opened.purpose());
        });
    Instant expiresAt = clock.instant().plus(VIEWING);
    return new Viewing.Alone(
        key.path(id, PEOPLE + participantId, expiresAt), DossierDesk.local(expiresAt));
  }

  /**
   * Has the viewing copy made once more from the originals.
   *
   * @throws ProblemException {@code recording.unknown}, {@code recording.not-permitted}, {@code
   *     recording.not-sealed}
   */
  public void composeAgain(Staff staff, String id) {
    RecordingRow row = playable(staff, id);
    if (row.manifestSha256().isEmpty()) {
      throw new ProblemException("recording.not-sealed", 409);
    }
    audit.record(staff.id(), "recording.compose", id, "", AuditLog.Outcome.ALLOWED);
    caseRecorder.recompose(id);
  }

  /**
   * The viewing copy behind a signed address.
   *
   * @throws ProblemException {@code recording.unknown}, {@code recording.expired}, {@code
   *     recording.no-copy}
   */
  public Path copy(String id, long expires, String signature) {
    requireSigned(id, COPY, expires, signature);
    return existing(recorder.viewingCopy(id).map(ViewingCopy::file));
  }

  /** The sheet of small pictures behind a signed address; refused as {@link #copy}. */
  public Path thumbnails(String id, long expires, String signature) {
    requireSigned(id, THUMBNAILS, expires, signature);
    return existing(recorder.viewingCopy(id).map(ViewingCopy::thumbnailSheet));
  }

  /** One participant's file behind a signed address; refused as {@link #copy}. */
  public Path alone(String id, String participantId, long expires, String signature) {
    requireSigned(id, PEOPLE + participantId, expires, signature);
    return existing(recorder.participantView(id, participantId));
  }

  private static Path existing(Optional<Path> file) {
    return file.filter(Files::exists)
        .orElseThrow(() -> new ProblemException("recording.no-copy", 409));
  }

  private void requireSigned(String id, String part, long expires, String signature) {
    if (!key.signed(id, part, expires, signature)) {
      throw unknown();
    }
    if (clock.instant().getEpochSecond() >= expires) {
      throw new ProblemException("recording.expired", 410);
    }
  }

  private Opened open(Staff staff, String id, String purpose) {
    RecordingRow row = playable(staff, id);
    String reason = purpose.strip();
    if (reason.length() < 2 || reason.length() > LONGEST_PURPOSE) {
      throw new ProblemException("recording.bad-purpose", 422);
    }
    Optional<SealedRecording> sealed = recorder.sealed(id);
    Optional<ViewingCopy> copy = recorder.viewingCopy(id);
    if (sealed.isEmpty() || copy.isEmpty()) {
      throw new ProblemException("recording.no-copy", 409);
    }
    return new Opened(row, sealed.get(), copy.get(), reason);
  }

  private static List<String> people(SealedRecording sealed) {
    return sealed.tracks().stream().map(RecordedTrack::participantId).distinct().toList();
  }

  private List<Viewing.Line> lines(Opened opened) {
    Instant start = opened.sealed().startedAt();
    return lines.of(opened.row().sittingId(), start, opened.sealed().endedAt()).stream()
        .map(
            line ->
                new Viewing.Line(
                    opened.inCopy(line.at()),
                    Optional.of(line.participantId()),
                    line.name(),
                    line.line()))
        .toList();
  }

  private List<Viewing.Sentence> sentences(Opened opened) {
    return minutes.of(opened.row().sittingId()).stream()
        .map(
            sentence ->
                new Viewing.Sentence(
                    sentence.part(),
                    sentence.text(),
                    sentence
                        .written()
                        .filter(opened::covers)
                        .map(written -> opened.inCopy(written.from()))))
        .toList();
  }

  private RecordingRow playable(Staff staff, String id) {
    RecordingRow row = store.find(staff, id).orElseThrow(PlaybackDesk::unknown);
    boolean host =
        sittings.find(row.sittingId()).map(Sitting::participants).stream()
            .flatMap(List::stream)
            .anyMatch(p -> p.host() && p.personId().equals(staff.id()));
    if (!host && staff.role() != StaffRole.DISTRICT_ADMIN) {
      audit.record(staff.id(), "recording.play", id, "", AuditLog.Outcome.REFUSED);
      throw new ProblemException("recording.not-permitted", 403);
    }
    return row;
  }

  private static ProblemException unknown() {
    return new ProblemException("recording.unknown", 404);
  }

  private static ProblemException noSuchPerson() {
    return new ProblemException("recording.no-such-person", 404);
  }

  /** A recording this viewer may watch, for this purpose. */
  private record Opened(
      RecordingRow row, SealedRecording sealed, ViewingCopy copy, String purpose) {

    boolean covers(WrittenMinutes.Written written) {
      return !written.saved().toInstant().isBefore(sealed.startedAt())
          && written.from().toInstant().isBefore(sealed.endedAt());
    }

    /** Seconds of the copy; 0 for what was before it. */
    double inCopy(OffsetDateTime at) {
      Duration into = Duration.between(sealed.startedAt(), at.toInstant());
      return copy.toCopy(Math.max(0, into.toMillis() / 1000.0));
    }
  }
}
