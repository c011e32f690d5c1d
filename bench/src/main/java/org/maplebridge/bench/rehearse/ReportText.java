package org.maplebridge.bench.rehearse;

import java.util.Locale;
import java.util.StringJoiner;

/** A rehearsal's report for people. */
final class ReportText {
  private ReportText() {}

  static String of(RehearsalReport report) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add("Rehearsal of a " + report.kind() + ", case " + report.caseNumber());
    report
        .participants()
        .forEach(
            person ->
                lines.add(
                    line(
                        "  %-10s first picture after %5.0f ms, frames decoded %5.1f %%, heard %s",
                        person.role(),
                        person.joinToFirstFrameMs(),
                        person.framesDecodedRatio() * 100,
                        person.audioHeard() ? "everybody" : "NOT everybody")));
    if (report.viewers().count() > 0) {
      viewers(report.viewers(), lines);
    }
    report
        .tracks()
        .forEach(
            track ->
                lines.add(
                    line(
                        "  %-40s %6.2f s of %6.2f s, %d gaps",
                        track.file(), track.seconds(), track.wallSeconds(), track.gaps())));
    if (report.tracks().isEmpty()) {
      lines.add("  nothing recorded");
    } else {
      archive(report, lines);
    }
    report
        .papers()
        .forEach(
            paper ->
                lines.add(
                    line(
                        "  %s %s, %d signatures, verified %s",
                        paper.kind(),
                        paper.file(),
                        paper.signatures(),
                        paper.verified() ? "yes" : "NO")));
    report.problems().forEach(problem -> lines.add("  PROBLEM: " + problem));
    lines.add(report.ok() ? "Everything held together." : "Something did not hold together.");
    return lines.toString();
  }

  private static void viewers(Viewers viewers, StringJoiner lines) {
    lines.add(
        line(
            "  %d viewers, %d of them lightweight, %d attended; in after %.0f ms (p50), %.0f (p95), %.0f"
                + " (p99); %d packets, %d lost",
            viewers.count(),
            viewers.lightweight(),
            viewers.attended(),
            viewers.joinP50Ms(),
            viewers.joinP95Ms(),
            viewers.joinP99Ms(),
            viewers.packets(),
            viewers.lost()));
  }

  private static void archive(RehearsalReport report, StringJoiner lines) {
    lines.add(line("  picture against sound %.0f ms", report.avOffsetMs()));
    lines.add(
        line(
            "  viewing copy %s, %.2f s, %d chapters, picture against sound %.0f ms in %d seconds",
            report.viewingCopy().file(),
            report.viewingCopy().seconds(),
            report.viewingCopy().chapters(),
            report.viewingCopy().avOffsetMs(),
            report.viewingCopy().comparedSeconds()));
    lines.add("  archive " + report.archive());
    lines.add("  verified " + (report.verified() ? "yes" : "NO"));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
