package org.maplebridge.signaling.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
  private final MessageCodec codec = new MessageCodec();

  private ClientMessage read(String json) {
    return assertInstanceOf(MessageCodec.Reading.Read.class, codec.read(json)).message();
  }

  private MessageCodec.Reading.Refused refused(String json) {
    return assertInstanceOf(MessageCodec.Reading.Refused.class, codec.read(json));
  }

  @Test
  void readsWhatTheDocumentShows() {
    assertEquals(
        new ClientMessage.Hello(1, 1, "t", true),
        read("{\"type\":\"hello\",\"ref\":1,\"version\":1,\"ticket\":\"t\",\"takeOver\":true}"));
    assertEquals(
        new ClientMessage.Admit(2, Optional.empty()), read("{\"type\":\"admit\",\"ref\":2}"));
    assertEquals(
        new ClientMessage.Admit(2, Optional.of("p")),
        read("{\"type\":\"admit\",\"ref\":2,\"participantId\":\"p\"}"));
    assertEquals(
        new ClientMessage.Publish(
            3, "v=0", List.of(new OfferedSource("0", SourceKind.MICROPHONE, true))),
        read(
            "{\"sources\":[{\"mid\":\"0\",\"kind\":\"MICROPHONE\",\"on\":true}],"
                + "\"type\":\"publish\",\"ref\":3,\"sdp\":\"v=0\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{",
        "{}",
        "{\"type\":\"ping\"}",
        "{\"type\":\"ping\",\"ref\":0}",
        "{\"type\":\"ping\",\"ref\":-3}",
        "{\"type\":\"ping\",\"ref\":\"7\"}",
        "{\"type\":\"ping\",\"ref\":7.5}",
        "{\"type\":\"ping\",\"ref\":99999999999999999999}",
        "{\"type\":\"ping\",\"ref\":7,\"ref\":8}",
        "{\"type\":\"ping\",\"ref\":7} x",
        "{\"type\":\"ping\",\"ref\":7,\"more\":1}",
        "{\"type\":\"nothing\",\"ref\":7}",
        "{\"type\":\"done\",\"ref\":7}",
        "{\"type\":\"setSource\",\"ref\":7,\"kind\":0,\"on\":true}",
        "{\"type\":\"setSource\",\"ref\":7,\"kind\":\"EAR\",\"on\":true}",
        "{\"type\":\"setSource\",\"ref\":7,\"kind\":\"CAMERA\"}",
        "{\"type\":\"chat\",\"ref\":7,\"text\":null}",
        "{\"type\":\"chat\",\"ref\":7,\"text\":12}",
        "{\"type\":\"chat\",\"ref\":7,\"text\":[\"a\"]}",
        "{\"type\":\"publish\",\"ref\":7,\"sdp\":\"v=0\",\"sources\":[null]}",
        "{\"type\":\"publish\",\"ref\":7,\"sdp\":\"v=0\"}",
        "{\"type\":{\"a\":1},\"ref\":7}",
      })
  void refusesWhatIsNotAMessage(String json) {
    assertEquals("protocol.malformed", refused(json).problem().id());
  }

  @Test
  void refusalKeepsTheRefThatCouldBeRead() {
    assertEquals(7, refused("{\"type\":\"nothing\",\"ref\":7}").ref());
    assertEquals(0, refused("{\"type\":\"nothing\"").ref());
  }

  @Test
  void refusesAnotherVersion() {
    assertEquals(
        "protocol.version",
        refused("{\"type\":\"hello\",\"ref\":1,\"version\":2,\"ticket\":\"t\",\"takeOver\":true}")
            .problem()
            .id());
  }

  @Test
  void refusesTheOversizedAndTheDeep() {
    String chat = "{\"type\":\"chat\",\"ref\":7,\"text\":\"%s\"}";
    assertEquals(
        "protocol.malformed",
        refused(chat.formatted("x".repeat(MessageCodec.MAX_CHARS))).problem().id());
    assertEquals("protocol.malformed", refused("[".repeat(100_000)).problem().id());
  }

  @Test
  void writesAbsentAsMissingAndTimesAsIso() {
    String json =
        codec.write(
            new ServerMessage.RecordingState(
                ServerMessage.RecordingState.State.ON,
                Optional.of(OffsetDateTime.parse("2026-11-23T14:30:00+08:00")),
                List.of(new ServerMessage.RecordingState.Consent("p", "陈某珍", Optional.empty())),
                Optional.empty()));
    assertEquals(
        "{\"type\":\"recordingState\",\"state\":\"ON\",\"since\":\"2026-11-23T14:30:00+08:00\","
            + "\"consents\":[{\"participantId\":\"p\",\"name\":\"陈某珍\"}]}",
        json);
  }

  @Test
  void everyProblemHasAStatusAndASentence() {
    assertFalse(Problems.ids().isEmpty());
    for (String id : Problems.ids()) {
      Problem problem = Problems.of(id, "x");
      assertTrue(problem.status() >= 400 && problem.status() < 600, id);
      assertTrue(problem.sentence().endsWith("。"), id);
    }
  }
}
