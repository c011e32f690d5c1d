package org.maplebridge.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of the log as it lies in the table. */
record StoredRow(long seq, AuditLog.AuditRow row, String previous, String hash) {

  boolean follows(String expectedPrevious) {
    return previous.equals(expectedPrevious) && hash.equals(row.hashAfter(previous));
  }

  /** Reads one row. */
  static final class Mapper implements RowMapper<StoredRow> {
    @Override
    public StoredRow map(ResultSet result, StatementContext context) throws SQLException {
      var row =
          new AuditLog.AuditRow(
              result.getObject("at", OffsetDateTime.class),
              result.getString("actor"),
              result.getString("action"),
              result.getString("object"),
              result.getString("purpose"),
              AuditLog.Outcome.valueOf(result.getString("outcome")));
      return new StoredRow(
          result.getLong("seq"), row, result.getString("previous"), result.getString("hash"));
    }
  }
}
