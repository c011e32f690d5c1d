/** What is said and signed before a consultation begins, and what its counsellor sees of it. */
@NullMarked
package org.maplebridge.server.consultation.preparation;

import org.jspecify.annotations.NullMarked;
