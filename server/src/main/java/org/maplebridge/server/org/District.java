package org.maplebridge.server.org;

import java.time.ZoneId;

/** What holds in the whole district. */
public final class District {
  /** By its clock days are counted, years of case numbers begin, and papers are dated. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private District() {}
}
