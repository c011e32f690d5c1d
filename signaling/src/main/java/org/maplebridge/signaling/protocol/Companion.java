package org.maplebridge.signaling.protocol;

import java.util.Optional;

/**
 * 一机多人: somebody who sits at another's device, a participant without a connection.
 *
 * @param confirmed whether somebody who lets people in has confirmed that they are there
 * @param consent their own answer to being recorded
 */
public record Companion(
    String participantId, String name, Role role, boolean confirmed, Optional<Boolean> consent) {}
