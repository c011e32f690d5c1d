package org.maplebridge.recording.bag;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.maplebridge.recording.seal.TimeStampAuthority;

/**
 * What stands in {@code bag-info.txt} (RFC 8493 §2.2.2).
 *
 * @param organization who keeps the dossier
 * @param identifiers the numbers the case goes by
 * @param description the case in plain words
 * @param senderIdentifier our own id of the package
 * @param baggingDate the day it was made
 */
public record BagInfo(
    String organization,
    List<String> identifiers,
    String description,
    String senderIdentifier,
    LocalDate baggingDate) {

  /** Where it stands, a time stamp belongs to the seal. */
  static final String STAMPED_BY = "Time-Stamp-Authority";

  public BagInfo {
    identifiers = List.copyOf(identifiers);
  }

  /**
   * @param payloadBytes and payloadFiles the Payload-Oxum, by which a lost file shows at once
   * @param authority who stamps it
   */
  String text(long payloadBytes, long payloadFiles, Optional<TimeStampAuthority> authority) {
    StringBuilder text = new StringBuilder();
    line(text, "Source-Organization", organization);
    identifiers.forEach(identifier -> line(text, "External-Identifier", identifier));
    line(text, "External-Description", description);
    line(text, "Internal-Sender-Identifier", senderIdentifier);
    line(text, "Bagging-Date", baggingDate.toString());
    line(text, "Bag-Software-Agent", "Maplebridge");
    authority.ifPresent(asked -> line(text, STAMPED_BY, asked.address().toString()));
    line(text, "Payload-Oxum", payloadBytes + "." + payloadFiles);
    return text.toString();
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(label).append(": ").append(value.replaceAll("\\s+", " ").strip()).append('\n');
  }
}
