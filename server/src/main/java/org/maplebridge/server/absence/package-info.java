/** Who of a sitting was gone, when, and what was measured to be the cause. */
@NullMarked
package org.maplebridge.server.absence;

import org.jspecify.annotations.NullMarked;
