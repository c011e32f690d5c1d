package org.maplebridge.signaling.negotiation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.signaling.protocol.Problems;

/**
 * What a device says of its ICE agent in a fragment of a session description (RFC 8840 section 9).
 *
 * @param lines the m-line and mid it stands under, where it named one
 */
public record IceFragment(String ufrag, String password, List<String> lines) {

  public IceFragment {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a fragment that has credentials.
   *
   * @throws org.maplebridge.signaling.protocol.ProblemException {@code negotiation.malformed}
   */
  public static IceFragment read(String fragment) {
    // All that a fragment lacks is how a description begins
    SessionDescription read = SessionDescription.read("v=0\r\n" + fragment);
    Optional<MediaSection> first = read.sections().stream().findFirst();
    List<String> lines =
        first.stream()
            .flatMap(
                s ->
                    Stream.of(
                        "m=%s 9 %s %s"
                            .formatted(s.media(), s.protocol(), String.join(" ", s.formats())),
                        "a=mid:" + s.value("mid").orElse("0")))
            .toList();
    return new IceFragment(
        required(read, first, "ice-ufrag"), required(read, first, "ice-pwd"), lines);
  }

  private static String required(
      SessionDescription read, Optional<MediaSection> section, String name) {
    return section
        .flatMap(s -> s.value(name))
        .or(
            () ->
                read.attributes().stream()
                    .filter(a -> a.name().equals(name))
                    .map(Attribute::value)
                    .findFirst())
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> Problems.refusal("negotiation.malformed"));
  }

  /** The same peer after its restart. */
  public RemoteTransport instead(RemoteTransport before) {
    return new RemoteTransport(ufrag, password, before.fingerprint(), before.activeDtls());
  }

  /** What we are from now on, as a fragment (RFC 9725 section 4.3.3). */
  public String answer(LocalTransport local) {
    StringBuilder answer = new StringBuilder("a=ice-lite\r\n");
    lines.forEach(line -> answer.append(line).append("\r\n"));
    TransportLines.ice(local, true).forEach(line -> answer.append(line).append("\r\n"));
    return answer.toString();
  }
}
