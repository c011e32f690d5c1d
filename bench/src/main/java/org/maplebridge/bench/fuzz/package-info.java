/**
 * What strangers can send us, as fuzz targets: each takes any bytes, and fails when a parser throws
 * what it may not, reads out of bounds, or answers with more than it was given.
 */
@NullMarked
package org.maplebridge.bench.fuzz;

import org.jspecify.annotations.NullMarked;
