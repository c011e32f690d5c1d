package org.maplebridge.signaling.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.rules.Procedure;

/** A procedure and its steps as they are kept in the database: JSON. */
final class ProcedureText {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build();

  private ProcedureText() {}

  static String write(Procedure procedure) {
    return text(procedure);
  }

  static String write(Move move) {
    try {
      return JSON.writerFor(Move.class).writeValueAsString(move);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a step of our own cannot be written", e);
    }
  }

  static Procedure read(String text) {
    try {
      return JSON.readValue(text, Procedure.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the procedure kept cannot be read", e);
    }
  }

  private static String text(Procedure procedure) {
    try {
      return JSON.writeValueAsString(procedure);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a procedure of our own cannot be written", e);
    }
  }
}
