package org.maplebridge.signaling.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * JSON text to messages and back. Strict: an unknown type, an unknown or missing field, a value of
 * another type, text behind the message or a message above {@link #MAX_CHARS} is refused with
 * {@code protocol.malformed}. Pure; any thread.
 */
public final class MessageCodec {
  /** The version in {@link ClientMessage.Hello#version()}. */
  public static final int VERSION = 1;

  /** The WebSocket subprotocol (RFC 6455 section 1.9) of that version. */
  public static final String SUBPROTOCOL = "maplebridge.v1";

  /** Longest message, in UTF-16 units as in UTF-8 bytes. */
  public static final int MAX_CHARS = 256 * 1024;

  private static final int MAX_DEPTH = 16;

  private final ObjectMapper mapper = mapper();
  private final ObjectReader reader = mapper.readerFor(ClientMessage.class);
  private final ObjectWriter writer = mapper.writerFor(ServerMessage.class);

  /** A client's message, or why it is none. */
  public sealed interface Reading {

    /** Understood. */
    record Read(ClientMessage message) implements Reading {}

    /**
     * Refused.
     *
     * @param ref the message's own, 0 where it could not be read
     */
    record Refused(long ref, Problem problem) implements Reading {}
  }

  /** Reads what a client sent. Never throws for bad input. */
  public Reading read(String text) {
    if (text.length() > MAX_CHARS) {
      return refused(0, "protocol.malformed");
    }
    try {
      ClientMessage message = reader.readValue(text);
      return message == null || message.ref() <= 0 ? malformed(text) : checked(message);
    } catch (JsonProcessingException e) {
      return malformed(text);
    }
  }

  /** The text of a server's message. */
  public String write(ServerMessage message) {
    try {
      return writer.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message of our own cannot be written", e);
    }
  }

  private static Reading checked(ClientMessage message) {
    return message instanceof ClientMessage.Hello hello && hello.version() != VERSION
        ? refused(hello.ref(), "protocol.version")
        : new Reading.Read(message);
  }

  /** Says which message it was, where so much can be read. */
  private Reading malformed(String text) {
    try {
      JsonNode ref = mapper.readTree(text).path("ref");
      boolean told = ref.isIntegralNumber() && ref.canConvertToLong();
      return refused(told ? ref.longValue() : 0, "protocol.malformed");
    } catch (JsonProcessingException e) {
      return refused(0, "protocol.malformed");
    }
  }

  private static Reading refused(long ref, String id) {
    return new Reading.Refused(ref, Problems.of(id));
  }

  private static ObjectMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_CHARS)
                    .build())
            .build();
    return JsonMapper.builder(factory)
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            config ->
                config
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .serializationInclusion(JsonInclude.Include.NON_ABSENT)
        .build();
  }
}
