/** The shipped server as a child process. */
@NullMarked
package org.maplebridge.bench.process;

import org.jspecify.annotations.NullMarked;
