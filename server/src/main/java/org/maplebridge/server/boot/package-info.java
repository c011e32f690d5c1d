/** Builds the whole server by hand and runs it; the commands of the jar. */
@NullMarked
package org.maplebridge.server.boot;

import org.jspecify.annotations.NullMarked;
