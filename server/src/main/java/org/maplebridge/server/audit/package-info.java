/** What was done by whom, in a chain that shows any change. */
@NullMarked
package org.maplebridge.server.audit;

import org.jspecify.annotations.NullMarked;
