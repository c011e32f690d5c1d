package org.maplebridge.server.consultation.booking;

import java.util.Optional;
import java.util.regex.Pattern;
import org.maplebridge.server.consultation.AgeBand;
import org.maplebridge.server.http.ProblemException;

/**
 * Who wants to be counselled.
 *
 * @param alias what they want to be called; no real name is asked for
 */
public record NewRequest(String alias, String phone, AgeBand ageBand, Optional<Guardian> guardian) {
  private static final int LONGEST = 20;
  private static final Pattern PHONE = Pattern.compile("1\\d{10}");

  /** Who consents for a minor. */
  public record Guardian(String name, String phone) {}

  /**
   * @throws ProblemException {@code consultation.bad-alias}, {@code consultation.bad-phone}, {@code
   *     consultation.bad-guardian}
   */
  void check() {
    if (!isName(alias)) {
      throw new ProblemException("consultation.bad-alias", 422);
    }
    if (!PHONE.matcher(phone).matches()) {
      throw new ProblemException("consultation.bad-phone", 422);
    }
    if (ageBand.isMinor() && guardian.filter(g -> isGuardian(g, phone)).isEmpty()) {
      throw new ProblemException("consultation.bad-guardian", 422);
    }
  }

  private static boolean isGuardian(Guardian guardian, String phone) {
    return isName(guardian.name())
        && PHONE.matcher(guardian.phone()).matches()
        && !guardian.phone().equals(phone);
  }

  private static boolean isName(String name) {
    return !name.isBlank() && name.length() <= LONGEST && name.indexOf('\0') < 0;
  }
}
