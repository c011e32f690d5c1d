/** What should have been recorded against what is stored; an alarm for each difference. */
@NullMarked
package org.maplebridge.server.reconciliation;

import org.jspecify.annotations.NullMarked;
