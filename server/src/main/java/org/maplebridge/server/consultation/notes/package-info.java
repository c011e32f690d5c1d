/** What a counsellor writes down, for nobody else's eyes. */
@NullMarked
package org.maplebridge.server.consultation.notes;

import org.jspecify.annotations.NullMarked;
