/** Who calls and what they may do: roles, scopes and the one function that decides. */
@NullMarked
package org.maplebridge.server.access;

import org.jspecify.annotations.NullMarked;
