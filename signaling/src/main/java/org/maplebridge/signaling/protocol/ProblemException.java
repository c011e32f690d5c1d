package org.maplebridge.signaling.protocol;

import java.io.Serial;

/** A request refused with a {@link Problem}; carried to whoever answers the client. */
public final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.id());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
