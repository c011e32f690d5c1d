/** Who staff are: accounts, passwords, sessions. */
@NullMarked
package org.maplebridge.server.identity;

import org.jspecify.annotations.NullMarked;
