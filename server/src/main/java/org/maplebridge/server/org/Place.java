package org.maplebridge.server.org;

/**
 * A room that can be booked.
 *
 * @param courtPoint whether it is a court point 共享法庭
 */
public record Place(String id, String name, String orgCode, boolean courtPoint) {}
