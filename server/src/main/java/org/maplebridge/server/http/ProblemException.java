package org.maplebridge.server.http;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal with a stable id. The sentence for people lies in {@code texts/PREFIX_zh.properties}
 * and {@code texts/PREFIX_en.properties}, where PREFIX is the id up to its first dot and the key is
 * the whole id.
 */
public final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String id;
  private final int status;
  private final transient Object[] arguments;
  private final transient Map<String, Object> members = new LinkedHashMap<>();

  /**
   * @param id such as {@code schedule.clash}
   * @param status the HTTP status
   * @param arguments fill {@code {0}}, {@code {1}} … of the sentence
   */
  public ProblemException(String id, int status, Object... arguments) {
    super(id);
    this.id = id;
    this.status = status;
    this.arguments = arguments.clone();
  }

  /** Adds an extension member (RFC 9457 §3.2), any value the mapper can write. */
  public ProblemException with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  public String id() {
    return id;
  }

  public int status() {
    return status;
  }

  public Object[] arguments() {
    return arguments.clone();
  }

  public Map<String, Object> members() {
    return Map.copyOf(members);
  }
}
