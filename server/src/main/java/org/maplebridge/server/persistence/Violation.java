package org.maplebridge.server.persistence;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The rule of the schema a statement broke (PostgreSQL's error codes of class 23). */
public enum Violation {
  FOREIGN_KEY("23503"),
  UNIQUE("23505"),
  CHECK("23514"),
  EXCLUSION("23P01");

  private final String state;

  Violation(String state) {
    this.state = state;
  }

  /** Which it was; empty where the statement failed for another reason. */
  public static Optional<Violation> of(UnableToExecuteStatementException failure) {
    return failure.getCause() instanceof SQLException sql
        ? Arrays.stream(values()).filter(v -> v.state.equals(sql.getSQLState())).findFirst()
        : Optional.empty();
  }
}
