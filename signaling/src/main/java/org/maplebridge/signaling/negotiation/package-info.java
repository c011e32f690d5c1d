/**
 * SDP on one side, {@code bridge.api} on the other. Descriptions are immutable records; the reader
 * is tolerant of what it does not know and bounded in what it takes (RFC 8866, RFC 9429). Offers
 * and answers are computed here without any connection, so they can be tested with real ones.
 */
@NullMarked
package org.maplebridge.signaling.negotiation;

import org.jspecify.annotations.NullMarked;
