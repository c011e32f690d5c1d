/** The database: PostgreSQL of our own or of others, its schema and its connections. */
@NullMarked
package org.maplebridge.server.persistence;

import org.jspecify.annotations.NullMarked;
