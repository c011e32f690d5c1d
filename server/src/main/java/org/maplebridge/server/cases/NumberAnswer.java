package org.maplebridge.server.cases;

import java.util.List;
import org.maplebridge.server.cases.number.CaseNumber;
import org.maplebridge.server.cases.number.NumberFamily;
import org.maplebridge.server.cases.number.NumberReading;

/**
 * A number as it was understood.
 *
 * @param warnings stable ids of what deserves a second look
 */
public record NumberAnswer(NumberFamily family, String display, String key, List<String> warnings) {

  public NumberAnswer {
    warnings = List.copyOf(warnings);
  }

  static NumberAnswer of(CaseNumber number) {
    return new NumberAnswer(number.family(), number.display(), number.key(), List.of());
  }

  static NumberAnswer of(NumberReading.Accepted reading) {
    return new NumberAnswer(
        reading.number().family(),
        reading.number().display(),
        reading.number().key(),
        reading.warnings().stream().map(NumberReading.Warning::id).toList());
  }
}
