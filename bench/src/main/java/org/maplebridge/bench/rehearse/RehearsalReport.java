package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rehearsal found.
 *
 * @param kind of sitting
 * @param caseNumber platform number of its case
 * @param avOffsetMs worst offset of picture against sound among the archived people, milliseconds
 * @param papers minutes and agreement that were signed
 * @param archive folder of the recording
 * @param verified whether the offline verifier accepts the archive
 * @param ok whether everything held together
 * @param problems sentences, empty when ok
 * @param viewers of a lecture; none of another kind
 */
record RehearsalReport(
    String kind,
    String caseNumber,
    List<Person> participants,
    List<Track> tracks,
    double avOffsetMs,
    ViewingCopy viewingCopy,
    List<Paper> papers,
    String archive,
    boolean verified,
    boolean ok,
    List<String> problems,
    Viewers viewers) {

  /**
   * Of a sitting whose recording lies in the archive.
   *
   * @param registered its case
   * @param problems met on the way there
   */
  static RehearsalReport of(
      RehearsalKind kind,
      JsonNode registered,
      List<Person> participants,
      Archive archive,
      List<String> problems) {
    List<String> all = new ArrayList<>(problems);
    all.addAll(archive.problems());
    return new RehearsalReport(
        kind.toString(),
        registered.path("platformNumber").asText(),
        participants,
        archive.tracks(),
        archive.avOffsetMs(),
        archive.viewingCopy(),
        List.of(),
        archive.folder().toString(),
        archive.verified(),
        all.isEmpty(),
        all,
        Viewers.NONE);
  }

  /** Of a sitting that must leave no recording. */
  static RehearsalReport unrecorded(
      RehearsalKind kind, JsonNode registered, List<Person> participants, List<String> problems) {
    return new RehearsalReport(
        kind.toString(),
        registered.path("platformNumber").asText(),
        participants,
        List.of(),
        0,
        new ViewingCopy("", 0, 0, 0, 0),
        List.of(),
        "",
        true,
        problems.isEmpty(),
        problems,
        Viewers.NONE);
  }

  RehearsalReport with(Viewers counted) {
    return new RehearsalReport(
        kind,
        caseNumber,
        participants,
        tracks,
        avOffsetMs,
        viewingCopy,
        papers,
        archive,
        verified,
        ok,
        problems,
        counted);
  }

  /** The same with the papers that were signed. */
  RehearsalReport with(List<Paper> signed) {
    return new RehearsalReport(
        kind,
        caseNumber,
        participants,
        tracks,
        avOffsetMs,
        viewingCopy,
        signed,
        archive,
        verified,
        ok,
        problems,
        viewers);
  }

  /**
   * A signed paper.
   *
   * @param signatures how many it has
   * @param verified whether its file is what was signed, by the key the server publishes
   */
  record Paper(String kind, String file, int signatures, boolean verified) {}

  /**
   * One participant.
   *
   * @param joinToFirstFrameMs from the click on join to the first decoded remote picture
   * @param framesDecodedRatio distinct frames decoded over frames sent, the worst of the others
   * @param audioHeard whether each other's own tone was heard
   */
  record Person(
      String name,
      String role,
      double joinToFirstFrameMs,
      double framesDecodedRatio,
      boolean audioHeard) {}

  /**
   * One archived track.
   *
   * @param seconds media time from first to last frame
   * @param wallSeconds how long it was recorded by the clock
   * @param gaps missing times that are not the owner's own muting
   */
  record Track(String file, double seconds, double wallSeconds, int gaps) {}

  /**
   * The viewing copy.
   *
   * @param seconds decoded length
   * @param chapters number of chapters
   * @param avOffsetMs worst offset of picture against sound of all people along its whole length
   * @param comparedSeconds seconds of picture and sound held against one another for it
   */
  record ViewingCopy(
      String file, double seconds, int chapters, double avOffsetMs, int comparedSeconds) {}
}
