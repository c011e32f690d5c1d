package org.maplebridge.server.dossier.retention;

import org.jdbi.v3.core.Handle;

/** The district's rules on how long dossiers are kept. */
public final class RetentionRules {

  /**
   * The class of a case: the rule of its category before the rule of its outcome, the nearest fit
   * first.
   *
   * @param outcome AGREED, FAILED or TERMINATED
   */
  public Retention of(Handle handle, String category, String outcome) {
    return handle
        .createQuery(
            """
            select retention from retention_rule
            where category in (:category, '*') and outcome in (:outcome, '*')
            order by category = '*', outcome = '*' limit 1
            """)
        .bind("category", category)
        .bind("outcome", outcome)
        .mapTo(Retention.class)
        .one();
  }
}
