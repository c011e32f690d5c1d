package org.maplebridge.bench.recording;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One thing measured; figures of other things are left out.
 *
 * @param cpuMicrosPerPacket CPU time of recording one packet
 * @param forwardMicrosPerPacket CPU time of a warm server for forwarding such a packet to one
 *     person
 * @param ratioToForwarding of one recorded track to the same track forwarded to one person
 * @param composeSpeed seconds of the sitting composed in a second
 * @param cores cores kept busy meanwhile
 * @param bytesPerHour written in an hour of the sitting
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RecordingResult(
    String what,
    OptionalDouble cpuMicrosPerPacket,
    OptionalDouble forwardMicrosPerPacket,
    OptionalDouble ratioToForwarding,
    OptionalDouble composeSpeed,
    OptionalDouble cores,
    OptionalDouble bytesPerHour) {

  static RecordingResult composed(String what, double speed, double cores, double bytesPerHour) {
    return new RecordingResult(
        what,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.of(speed),
        OptionalDouble.of(cores),
        OptionalDouble.of(bytesPerHour));
  }

  static RecordingResult recorded(
      String what, double cpuMicrosPerPacket, double forwardMicrosPerPacket, double bytesPerHour) {
    return new RecordingResult(
        what,
        OptionalDouble.of(cpuMicrosPerPacket),
        OptionalDouble.of(forwardMicrosPerPacket),
        OptionalDouble.of(cpuMicrosPerPacket / forwardMicrosPerPacket),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.of(bytesPerHour));
  }

  String readable() {
    StringBuilder line = new StringBuilder(what).append(':');
    cpuMicrosPerPacket.ifPresent(v -> add(line, " %.2f µs CPU per packet", v));
    forwardMicrosPerPacket.ifPresent(v -> add(line, ", forwarding it to one person %.2f µs", v));
    ratioToForwarding.ifPresent(v -> add(line, ", ratio %.2f", v));
    composeSpeed.ifPresent(v -> add(line, " %.2f times real time", v));
    cores.ifPresent(v -> add(line, ", %.2f cores", v));
    bytesPerHour.ifPresent(v -> add(line, ", %.0f MB per hour", v / 1e6));
    return line.toString();
  }

  private static void add(StringBuilder line, String format, double value) {
    line.append(String.format(Locale.ROOT, format, value));
  }
}
