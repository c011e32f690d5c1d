/** The five levels of the district and its bookable places. */
@NullMarked
package org.maplebridge.server.org;

import org.jspecify.annotations.NullMarked;
