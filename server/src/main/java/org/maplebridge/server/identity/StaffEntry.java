package org.maplebridge.server.identity;

import org.maplebridge.server.access.StaffRole;

/** A member of staff as colleagues see them. */
public record StaffEntry(String id, String name, StaffRole role, String orgCode, String orgName) {}
