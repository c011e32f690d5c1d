package org.maplebridge.server.notify;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Permissions;
import org.maplebridge.server.access.Relation;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.ProblemException;

/**
 * {@code /api/outbox}. A join link lets whoever has it in as the person it was sent to, so its code
 * is not shown here.
 */
public final class OutboxRoutes {
  private final Jdbi jdbi;

  public OutboxRoutes(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public void declare(Api api) {
    api.staff().get("/api/outbox", this::page);
  }

  private Answer page(Call call) {
    if (!Permissions.allows(call.staff(), Action.READ_OUTBOX, new Relation(true, true))) {
      throw new ProblemException("identity.forbidden", 403);
    }
    return Answer.json(jdbi.withHandle(handle -> read(handle, call)));
  }

  private static Page read(org.jdbi.v3.core.Handle handle, Call call) {
    List<Row> rows =
        handle
            .createQuery(
                """
                select id, channel, recipient, body, created_at, state, attempts, last_error
                from outbox order by created_at desc limit :size offset :from
                """)
            .bind("size", call.size())
            .bind("from", (long) (call.page() - 1) * call.size())
            .map(ConstructorMapper.of(Row.class))
            .list();
    long total = handle.createQuery("select count(*) from outbox").mapTo(Long.class).one();
    return new Page(rows.stream().map(Row::shown).toList(), total);
  }

  private record Page(List<Item> items, long total) {}

  private record Item(
      String id,
      Channel channel,
      String to,
      String text,
      OffsetDateTime createdAt,
      Delivery state,
      int attempts,
      Optional<String> lastError) {}

  /** A row of the table. */
  record Row(
      String id,
      Channel channel,
      String recipient,
      String body,
      OffsetDateTime createdAt,
      Delivery state,
      int attempts,
      Optional<String> lastError) {

    private Item shown() {
      return new Item(
          id,
          channel,
          Mask.address(channel, recipient),
          Mask.secrets(body),
          createdAt,
          state,
          attempts,
          lastError);
    }
  }
}
