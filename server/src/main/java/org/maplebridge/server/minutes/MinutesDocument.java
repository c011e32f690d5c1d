package org.maplebridge.server.minutes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * Minutes as they are signed: their pages, frozen as JSON when signing begins. The hash of those
 * bytes is what signatures are bound to; each page has a hash of its own that signers confirm.
 *
 * @param form of this record, for readers of later years
 * @param time when the sitting was, in words
 * @param place the booked room, or that it was online
 */
record MinutesDocument(
    String form,
    String number,
    String title,
    String centre,
    String time,
    String place,
    List<Person> people,
    List<Page> pages) {
  static final String FORM = "maplebridge-minutes-1";

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

  /**
   * Somebody who signs.
   *
   * @param partyId empty for the mediator
   */
  record Person(String partyId, String name, String role) {}

  /** One page. */
  record Page(List<String> lines, String sha256) {
    Page {
      lines = List.copyOf(lines);
    }
  }
}
