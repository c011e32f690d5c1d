package org.maplebridge.server.minutes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.maplebridge.server.dossier.RecordingValues;
import org.maplebridge.server.signing.Published;

/**
 * Minutes as they are signed: their pages, frozen as JSON when signing begins. The hash of those
 * bytes is what signatures are bound to; each page has a hash of its own that signers confirm.
 *
 * @param form of this record, for readers of later years
 * @param time when the sitting was, in words
 * @param place the booked room, or that it was online
 * @param recording the hashes of its manifest, which are signed with the minutes
 */
record MinutesDocument(
    String form,
    String number,
    String title,
    String centre,
    String time,
    String place,
    List<Person> people,
    Optional<RecordingValues.Value> recording,
    List<Page> pages) {
  private static final String FORM = "maplebridge-minutes-1";
  private static final String TRANSCRIPT = "maplebridge-transcript-1";

  MinutesDocument {
    people = List.copyOf(people);
    pages = List.copyOf(pages);
  }

  static MinutesDocument read(ObjectMapper json, String content) {
    try {
      return json.readValue(content, MinutesDocument.class);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("Frozen minutes cannot be read", damaged);
    }
  }

  String write(ObjectMapper json) {
    try {
      return json.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String formOf(MinutesForm form) {
    return form == MinutesForm.TRANSCRIPT ? TRANSCRIPT : FORM;
  }

  /** Whose signature a link's holder may give. */
  Optional<Person> linked(String partyId) {
    return people.stream()
        .filter(person -> !partyId.isEmpty() && person.partyId().equals(partyId))
        .findFirst();
  }

  /** The pages a signer reads and confirms, in order. */
  List<Page> pagesOf(Person person) {
    return pages.stream().filter(person::signs).toList();
  }

  /** What anyone may know of it. */
  Published published() {
    return new Published(
        isTranscript() ? Published.Paper.TRANSCRIPT : Published.Paper.MINUTES,
        recording.map(value -> new Published.Recording(value.sha256(), value.sm3())));
  }

  boolean isTranscript() {
    return form.equals(TRANSCRIPT);
  }

  /**
   * Somebody who signs.
   *
   * @param partyId of the party, or of another participant who came by a link; empty for staff
   * @param staffId of whoever has to sign in person; empty for parties and the mediator
   * @param ownPages hashes of the pages that alone are theirs; empty for who signs all
   */
  record Person(
      String partyId,
      Optional<String> staffId,
      String name,
      String role,
      Optional<List<String>> ownPages) {

    Person {
      ownPages = ownPages.map(List::copyOf);
    }

    boolean signs(Page page) {
      return ownPages.map(own -> own.contains(page.sha256())).orElse(true);
    }
  }

  /** One page. */
  record Page(List<String> lines, String sha256) {
    Page {
      lines = List.copyOf(lines);
    }
  }
}
