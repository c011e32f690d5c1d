package org.maplebridge.server.org;

/** A room or court point that can be booked. */
public record Place(String id, String name, String orgCode) {}
