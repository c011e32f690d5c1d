package org.maplebridge.server.minutes;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.maplebridge.server.http.Texts;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;

/**
 * What minutes say before anybody wrote in them.
 *
 * @param texts in Chinese: minutes are
 */
record MinutesTemplates(Texts texts) {

  MinutesText of(Handle handle, MinutesForm form, Sitting sitting) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("attendance", attendance(sitting));
    switch (form) {
      case MEDIATION -> {
        parts.put("notices", say("minutes.template-notices"));
        parts.put(
            "statements",
            sitting.participants().stream()
                .filter(p -> p.role().isParty())
                .map(p -> say("role." + p.role()) + p.name() + "：")
                .collect(Collectors.joining("\n")));
        parts.put("result", PartyEnding.sentence(handle, texts, sitting));
      }
      case TRANSCRIPT -> {
        parts.put("discipline", say("minutes.template-discipline"));
        parts.put("rights", say("minutes.template-rights"));
      }
    }
    return MinutesText.of(form, parts);
  }

  /** Listeners are no part of a sitting's minutes. */
  private String attendance(Sitting sitting) {
    return sitting.participants().stream()
        .filter(p -> p.role() != Role.OBSERVER)
        .map(p -> say("role." + p.role()) + "：" + p.name() + way(sitting, p))
        .collect(Collectors.joining("\n"));
  }

  private String way(Sitting sitting, Participant seat) {
    boolean account = seat.host() || seat.role() == Role.CLERK;
    return seat.device()
        .flatMap(sitting::participant)
        .map(owner -> say("minutes.at-device", owner.name()))
        .orElseGet(
            () ->
                seat.cameAlong()
                    ? say("minutes.came-along")
                    : say(account ? "minutes.by-account" : "minutes.by-link"));
  }

  private String say(String key, Object... arguments) {
    return texts.sentence(key, Locale.SIMPLIFIED_CHINESE, arguments);
  }
}
