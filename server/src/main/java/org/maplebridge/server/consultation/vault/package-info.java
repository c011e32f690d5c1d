/**
 * Envelope encryption of what is confidential in counselling: keys per owner, wrapped by a master
 * key.
 */
@NullMarked
package org.maplebridge.server.consultation.vault;

import org.jspecify.annotations.NullMarked;
