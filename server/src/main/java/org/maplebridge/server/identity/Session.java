package org.maplebridge.server.identity;

import java.time.Instant;
import org.maplebridge.server.access.Staff;

/**
 * What a sign-in or a refresh gives.
 *
 * @param refreshToken the next cookie; its holder is signed in until it expires
 */
record Session(String accessToken, Instant expiresAt, String refreshToken, Staff staff) {}
