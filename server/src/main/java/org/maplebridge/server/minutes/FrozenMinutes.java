package org.maplebridge.server.minutes;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.dossier.RecordingValues;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.org.District;
import org.maplebridge.server.signing.HearingSeat;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;

/** Makes of minutes what is signed: their pages, and who signs which. Within a transaction. */
record FrozenMinutes(
    MinutesStore store, CaseStore caseStore, RecordingValues recordings, Texts texts) {
  private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.SIMPLIFIED_CHINESE);

  MinutesDocument of(Handle handle, MinutesRow row, Sitting sitting) {
    Optional<RecordingValues.Value> recording = recording(row);
    Map<String, List<MinutesDocument.Page>> pages = pages(parts(handle, row, recording));
    return new MinutesDocument(
        MinutesDocument.formOf(row.form()),
        sitting.caseNumber(),
        sitting.caseTitle(),
        sitting.centre(),
        TIME.format(sitting.startsAt().atZoneSameInstant(District.ZONE)),
        say(row.form() == MinutesForm.TRANSCRIPT ? "minutes.court-online" : "minutes.online"),
        people(handle, row.form(), sitting, pages),
        recording,
        pages.values().stream().flatMap(List::stream).toList());
  }

  /**
   * The pages by the part they begin with. What a witness or an appraiser signs alone stands on
   * pages of its own; all other parts follow each other.
   */
  private Map<String, List<MinutesDocument.Page>> pages(List<MinutesText.Part> parts) {
    List<Section> sections = new ArrayList<>();
    for (MinutesText.Part part : parts) {
      if (sections.isEmpty() || isOwn(part.where()) || isOwn(sections.getLast().part())) {
        sections.add(new Section(part.where(), new ArrayList<>()));
      }
      sections.getLast().paragraphs().add(say("minutes.part-" + part.where()));
      sections.getLast().paragraphs().add(part.text().strip());
    }
    Map<String, List<MinutesDocument.Page>> pages = new LinkedHashMap<>();
    sections.forEach(section -> pages.put(section.part(), Pagination.of(section.paragraphs())));
    return pages;
  }

  /** What was written, and last what the recording is known by. */
  private List<MinutesText.Part> parts(
      Handle handle, MinutesRow row, Optional<RecordingValues.Value> recording) {
    List<MinutesText.Part> parts = new ArrayList<>();
    store.text(handle, row.id(), row.version()).parts().stream()
        .filter(part -> !part.text().isBlank())
        .forEach(parts::add);
    recording
        .map(value -> texts.sentence("minutes.recording", ZH, value.sha256(), value.sm3()))
        .ifPresent(words -> parts.add(new MinutesText.Part("recording", words)));
    return parts;
  }

  private static boolean isOwn(String part) {
    return HearingSeat.SIGNING.stream()
        .anyMatch(role -> MinutesForm.ownPart(role).equals(Optional.of(part)));
  }

  /** What a hearing's recording is known by; what is not sealed yet cannot be signed. */
  private Optional<RecordingValues.Value> recording(MinutesRow row) {
    return row.form() == MinutesForm.TRANSCRIPT
        ? recordings.ofSitting(row.sittingId())
        : Optional.empty();
  }

  /** The parties, then in a hearing who else took part in it, then the staff. */
  private List<MinutesDocument.Person> people(
      Handle handle,
      MinutesForm form,
      Sitting sitting,
      Map<String, List<MinutesDocument.Page>> pages) {
    List<MinutesDocument.Person> people = new ArrayList<>(parties(handle, sitting));
    boolean inPerson = form == MinutesForm.TRANSCRIPT;
    if (inPerson) {
      people.addAll(participants(handle, sitting, pages));
    }
    form.staffSigners(sitting.participants())
        .forEach(
            seat ->
                people.add(person("", Optional.of(seat.personId()).filter(id -> inPerson), seat)));
    return people;
  }

  private List<MinutesDocument.Person> parties(Handle handle, Sitting sitting) {
    List<Party> parties = caseStore.parties(handle, sitting.caseId());
    List<MinutesDocument.Person> people = new ArrayList<>();
    for (Participant seat : sitting.participants()) {
      if (seat.role().isParty()) {
        parties.stream()
            .filter(party -> party.personId().equals(seat.personId()))
            .findFirst()
            .ifPresent(party -> people.add(person(party.id(), Optional.empty(), seat)));
      }
    }
    return people;
  }

  /** Who was let in, and of those who testify only who is named where testimony is written down. */
  private List<MinutesDocument.Person> participants(
      Handle handle, Sitting sitting, Map<String, List<MinutesDocument.Page>> pages) {
    Set<String> admitted = store.admitted(handle, sitting.id());
    List<MinutesDocument.Person> people = new ArrayList<>();
    for (Role role : HearingSeat.SIGNING) {
      Optional<List<MinutesDocument.Page>> own =
          MinutesForm.ownPart(role).map(part -> pages.getOrDefault(part, List.of()));
      Optional<List<String>> hashes =
          own.map(some -> some.stream().map(MinutesDocument.Page::sha256).toList());
      sitting.participants().stream()
          .filter(seat -> seat.role() == role && admitted.contains(seat.id()))
          .filter(seat -> own.map(some -> isNamed(some, seat.name())).orElse(true))
          .forEach(
              seat ->
                  people.add(
                      new MinutesDocument.Person(
                          seat.id(), Optional.empty(), seat.name(), say("role." + role), hashes)));
    }
    return people;
  }

  /** A name may run over the end of a line. */
  private static boolean isNamed(List<MinutesDocument.Page> pages, String name) {
    return pages.stream()
        .flatMap(page -> page.lines().stream())
        .collect(Collectors.joining())
        .contains(name);
  }

  private MinutesDocument.Person person(
      String partyId, Optional<String> staffId, Participant seat) {
    return new MinutesDocument.Person(
        partyId, staffId, seat.name(), say("role." + seat.role()), Optional.empty());
  }

  private String say(String key) {
    return texts.sentence(key, ZH);
  }

  /** What is cut into pages by itself, and the part it begins with. */
  private record Section(String part, List<String> paragraphs) {}
}
