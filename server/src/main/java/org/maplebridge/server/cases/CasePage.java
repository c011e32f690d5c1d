package org.maplebridge.server.cases;

import java.util.List;

/** One page of a list of cases, and how many there are in all. */
public record CasePage(List<CaseItem> items, long total) {

  public CasePage {
    items = List.copyOf(items);
  }
}
