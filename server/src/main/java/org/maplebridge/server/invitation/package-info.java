/** Sittings as staff plan them, and the links by which people come to them without an account. */
@NullMarked
package org.maplebridge.server.invitation;

import org.jspecify.annotations.NullMarked;
