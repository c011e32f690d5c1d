package org.maplebridge.server.invitation;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** What people are to one another outside the sitting that is being booked. */
@FunctionalInterface
public interface OtherRoles {

  /** Whether a member of staff counsels one of these persons. */
  boolean counsels(Handle handle, String staffId, List<String> personIds);
}
