package org.maplebridge.server.http;

/** Answers one kind of request, on a virtual thread: it may block. */
@FunctionalInterface
public interface Handler {

  /**
   * @throws ProblemException for a refusal; any other exception becomes {@code http.fault}
   */
  Answer handle(Call call) throws Exception;
}
