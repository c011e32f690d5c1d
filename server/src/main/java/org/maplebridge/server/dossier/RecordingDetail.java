package org.maplebridge.server.dossier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.ViewingCopy;
import org.maplebridge.server.cases.RecordingSummary;
import org.maplebridge.signaling.protocol.Role;

/**
 * A recording as the playback page shows it. What the seal says is empty until it is sealed.
 *
 * @param copySeconds length of the viewing copy, once there is one
 * @param chapters of the viewing copy
 * @param breaks what the viewing copy leaves out
 * @param speech who spoke when, in seconds of the viewing copy
 */
public record RecordingDetail(
    @JsonUnwrapped RecordingSummary summary,
    String caseTitle,
    String caseNumber,
    List<Person> participants,
    List<Track> tracks,
    List<GapEntry> gaps,
    Optional<String> manifestSha256,
    Verified verified,
    Optional<Double> copySeconds,
    List<ViewingCopy.Chapter> chapters,
    List<ViewingCopy.Break> breaks,
    List<ViewingCopy.Speech> speech) {

  public RecordingDetail {
    participants = List.copyOf(participants);
    tracks = List.copyOf(tracks);
    gaps = List.copyOf(gaps);
    chapters = List.copyOf(chapters);
    breaks = List.copyOf(breaks);
    speech = List.copyOf(speech);
  }

  /** Somebody who took part. */
  public record Person(String id, String name, Role role) {}

  /** One file of one source. */
  public record Track(
      String file,
      String participantId,
      SourceKind kind,
      Codec codec,
      OffsetDateTime startedAt,
      double seconds,
      long bytes,
      String sha256,
      List<GapEntry> gaps) {

    static Track of(RecordedTrack track) {
      return new Track(
          track.file(),
          track.participantId(),
          track.kind(),
          track.codec(),
          DossierDesk.local(track.startedAt()),
          track.seconds(),
          track.bytes(),
          track.sha256(),
          track.gaps().stream().map(GapEntry::of).toList());
    }
  }

  /** A time that is missing. */
  public record GapEntry(OffsetDateTime from, OffsetDateTime to, Gap.Cause cause) {

    static GapEntry of(Gap gap) {
      return new GapEntry(DossierDesk.local(gap.from()), DossierDesk.local(gap.to()), gap.cause());
    }
  }

  /** The last verification, in a sentence anybody understands. */
  public record Verified(boolean ok, Optional<OffsetDateTime> at, String sentence) {}
}
