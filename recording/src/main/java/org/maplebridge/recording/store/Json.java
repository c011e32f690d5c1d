package org.maplebridge.recording.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * The one JSON dialect of recordings: times as ISO 8601 in UTC; unknown keys are tolerated, missing
 * ones are not, so that a changed key never becomes a silent null or zero.
 */
public final class Json {

  /** Immutable after construction; one line per value. */
  public static final ObjectMapper LINE =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** As {@link #LINE}, indented for people. */
  public static final ObjectMapper PAGE = LINE.copy().enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  /**
   * Reads bytes that anybody may have changed.
   *
   * @throws IOException whatever is wrong with them, also where the parser or a record's own check
   *     throws something else (a year of ten digits, a list that holds null)
   */
  public static <T> T read(byte[] bytes, Class<T> type) throws IOException {
    try {
      return LINE.readValue(bytes, type);
    } catch (RuntimeException e) {
      throw new IOException("not a readable " + type.getSimpleName(), e);
    }
  }
}
