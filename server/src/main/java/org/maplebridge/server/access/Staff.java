package org.maplebridge.server.access;

/**
 * A signed-in member of staff.
 *
 * @param id unguessable
 * @param orgCode the unit they belong to, such as {@code 510503101}
 */
public record Staff(String id, String name, StaffRole role, String orgCode) {}
