/** How long joining takes, step by step. */
@NullMarked
package org.maplebridge.bench.join;

import org.jspecify.annotations.NullMarked;
