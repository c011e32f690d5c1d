package org.maplebridge.recording.api;

import java.util.List;

/**
 * What is to be recorded, and under which names it is filed.
 *
 * @param recordingId unguessable; names the folder: letters, digits, {@code -} and {@code _}
 * @param sittingId the sitting it is of
 * @param platformNumber the case's platform number
 * @param caseNumber the number people quote, burned into the viewing copy
 * @param title the case in plain words
 * @param kind the kind of sitting, such as {@code MEDIATION}
 * @param people everybody who may appear
 */
public record RecordingOrder(
    String recordingId,
    String sittingId,
    String platformNumber,
    String caseNumber,
    String title,
    String kind,
    List<Person> people) {

  public RecordingOrder {
    people = List.copyOf(people);
  }

  /**
   * A person who may appear.
   *
   * @param participantId as in the bridge's sources
   * @param name as burned under the picture
   * @param role the role's stable name, such as {@code JUDGE}; decides the place in the picture
   * @param roleLabel the role in words of the sitting, such as 调解员
   */
  public record Person(String participantId, String name, String role, String roleLabel) {}
}
