package org.maplebridge.signaling.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.maplebridge.signaling.protocol.Problems;

/**
 * A session description (RFC 8866), as far as WebRTC uses it.
 *
 * @param sessionId what its maker calls the session (RFC 8866 section 5.2)
 * @param attributes at session level
 */
record SessionDescription(
    String sessionId, long version, List<Attribute> attributes, List<MediaSection> sections) {
  private static final int MAX_CHARS = 200 * 1024;
  private static final int MAX_LINES = 8_000;
  private static final int MAX_SECTIONS = 128;

  SessionDescription {
    attributes = List.copyOf(attributes);
    sections = List.copyOf(sections);
  }

  /** A section's attribute, else the session's (RFC 8839 section 5.4, RFC 8122 section 5). */
  Optional<String> value(MediaSection section, String name) {
    return section
        .value(name)
        .or(
            () ->
                attributes.stream()
                    .filter(a -> a.name().equals(name))
                    .map(Attribute::value)
                    .findFirst());
  }

  Stream<MediaSection> withMid(String mid) {
    return sections.stream().filter(s -> s.value("mid").equals(Optional.of(mid)));
  }

  /**
   * Reads a description. Lines of other types, and attributes it does not know, are kept or passed
   * over; it is refused when it does not begin with {@code v=0}, has a line that is none, or is out
   * of bounds.
   *
   * @throws org.maplebridge.signaling.protocol.ProblemException {@code negotiation.malformed}
   */
  static SessionDescription read(String sdp) {
    String[] lines = sdp.length() > MAX_CHARS ? new String[0] : sdp.split("\r?\n", MAX_LINES + 1);
    if (lines.length == 0 || lines.length > MAX_LINES || !lines[0].equals("v=0")) {
      throw Problems.refusal("negotiation.malformed");
    }
    Reader reader = new Reader();
    for (String line : lines) {
      reader.line(line);
    }
    return reader.finish();
  }

  /** The description as SDP text. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(2_048);
    out.append("v=0\r\no=- ").append(sessionId).append(' ').append(version);
    out.append(" IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n");
    attributes.forEach(a -> out.append(a).append("\r\n"));
    for (MediaSection section : sections) {
      out.append("m=").append(section.media()).append(' ').append(section.port()).append(' ');
      out.append(section.protocol()).append(' ').append(String.join(" ", section.formats()));
      out.append("\r\nc=IN IP4 0.0.0.0\r\n");
      section.attributes().forEach(a -> out.append(a).append("\r\n"));
    }
    return out.toString();
  }

  /** Collects lines; a section is closed by the next one. */
  private static final class Reader {
    private final List<Attribute> session = new ArrayList<>();
    private final List<MediaSection> sections = new ArrayList<>();
    private List<Attribute> current = session;
    private Optional<MediaSection> open = Optional.empty();
    private String sessionId = "";

    void line(String line) {
      if (line.isEmpty()) {
        return;
      }
      if (line.length() < 2 || line.charAt(1) != '=') {
        throw Problems.refusal("negotiation.malformed");
      }
      switch (line.charAt(0)) {
        case 'o' -> sessionId = origin(line);
        case 'm' -> begin(line.substring(2));
        case 'a' -> current.add(attribute(line.substring(2)));
        default -> {
          // The other lines say nothing WebRTC needs (RFC 9429 section 5.8.1).
        }
      }
    }

    SessionDescription finish() {
      close();
      return new SessionDescription(sessionId, 0, session, sections);
    }

    private static String origin(String line) {
      String[] parts = line.split(" ", 3);
      return parts.length < 3 ? "" : parts[1];
    }

    private void begin(String line) {
      close();
      String[] parts = line.split(" ", -1);
      int port = parts.length < 4 ? -1 : Numbers.within(parts[1], 0, 65_535);
      if (port < 0 || sections.size() == MAX_SECTIONS) {
        throw Problems.refusal("negotiation.malformed");
      }
      current = new ArrayList<>();
      List<String> formats = List.of(parts).subList(3, parts.length);
      open = Optional.of(new MediaSection(parts[0], port, parts[2], formats, List.of()));
    }

    private void close() {
      open.ifPresent(
          s ->
              sections.add(
                  new MediaSection(s.media(), s.port(), s.protocol(), s.formats(), current)));
      open = Optional.empty();
    }

    private static Attribute attribute(String text) {
      int colon = text.indexOf(':');
      return colon < 0
          ? Attribute.flag(text)
          : new Attribute(text.substring(0, colon), text.substring(colon + 1));
    }
  }
}
