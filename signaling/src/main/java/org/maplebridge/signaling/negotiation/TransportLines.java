package org.maplebridge.signaling.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.maplebridge.bridge.api.Fingerprint;
import org.maplebridge.bridge.api.HostCandidate;
import org.maplebridge.bridge.api.LocalTransport;
import org.maplebridge.bridge.api.RemoteTransport;
import org.maplebridge.signaling.protocol.ProblemException;
import org.maplebridge.signaling.protocol.Problems;

/** ICE and DTLS in SDP (RFC 8839, RFC 8842). */
final class TransportLines {

  private TransportLines() {}

  /**
   * What a section says of the remote side. {@code actpass} counts as active: we choose to be the
   * DTLS server where we may (RFC 8842 section 5.3).
   */
  static RemoteTransport remote(SessionDescription session, MediaSection section) {
    String[] fingerprint = required(session, section, "fingerprint").split(" ", 2);
    if (fingerprint.length != 2) {
      throw malformed();
    }
    String setup = session.value(section, "setup").orElse("actpass");
    return new RemoteTransport(
        required(session, section, "ice-ufrag"),
        required(session, section, "ice-pwd"),
        new Fingerprint(
            fingerprint[0].toLowerCase(Locale.ROOT),
            fingerprint[1].strip().toUpperCase(Locale.ROOT)),
        !setup.equals("passive"));
  }

  /**
   * Our own side.
   *
   * @param candidates whether this is the section that carries them: the first of the bundle
   */
  static List<Attribute> local(LocalTransport local, String setup, boolean candidates) {
    List<Attribute> lines = ice(local, candidates);
    Fingerprint print = local.fingerprint();
    lines.add(new Attribute("fingerprint", print.algorithm() + " " + print.value()));
    lines.add(new Attribute("setup", setup));
    return lines;
  }

  /** Of that, what ICE needs. */
  static List<Attribute> ice(LocalTransport local, boolean candidates) {
    List<Attribute> lines = new ArrayList<>();
    lines.add(new Attribute("ice-ufrag", local.ufrag()));
    lines.add(new Attribute("ice-pwd", local.password()));
    if (candidates) {
      local.candidates().forEach(c -> lines.add(new Attribute("candidate", candidate(c))));
      lines.add(Attribute.flag("end-of-candidates"));
    }
    return lines;
  }

  private static String candidate(HostCandidate c) {
    String line =
        "%s 1 %s %d %s %d typ host"
            .formatted(c.foundation(), c.protocol(), c.priority(), c.address(), c.port());
    return c.protocol().equals("tcp") ? line + " tcptype passive" : line;
  }

  private static String required(SessionDescription session, MediaSection section, String name) {
    return session
        .value(section, name)
        .filter(v -> !v.isBlank())
        .orElseThrow(TransportLines::malformed);
  }

  private static ProblemException malformed() {
    return Problems.refusal("negotiation.malformed");
  }
}
