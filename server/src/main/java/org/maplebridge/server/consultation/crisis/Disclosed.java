package org.maplebridge.server.consultation.crisis;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.maplebridge.server.consultation.Client;
import org.maplebridge.server.consultation.Session;
import org.maplebridge.server.consultation.vault.Vault;

/** What is told of a client, as far as it is known; no more than was asked for. */
public record Disclosed(String number, Map<Item, String> items) {

  public Disclosed {
    items = Map.copyOf(items);
  }

  static Disclosed of(
      Handle handle, Vault vault, Client client, Session session, List<Item> wanted) {
    Map<Item, String> told = new EnumMap<>(Item.class);
    for (Item item : wanted) {
      sealed(client, session, item).stream()
          .map(id -> vault.open(handle, id))
          .reduce((one, other) -> one + " " + other)
          .ifPresent(text -> told.put(item, text));
    }
    return new Disclosed(client.number(), told);
  }

  private static List<String> sealed(Client client, Session session, Item item) {
    return switch (item) {
      case PLACE -> ids(session.place(), Optional.empty());
      case CONTACT -> ids(session.contact(), session.contactPhone());
      case PHONE -> List.of(client.phone());
      case GUARDIAN -> ids(client.guardian(), client.guardianPhone());
    };
  }

  private static List<String> ids(Optional<String> one, Optional<String> other) {
    return Stream.of(one, other).flatMap(Optional::stream).toList();
  }
}
