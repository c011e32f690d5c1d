package org.maplebridge.server.cases;

/** A kind of dispute. */
public record Category(String code, String name) {}
