package org.maplebridge.signaling.rules;

import java.util.Optional;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.Role;

/**
 * Everything about one participant that a rule may look at.
 *
 * @param consent the answer to being recorded, under the text in force; empty while not answered
 */
public record Standing(
    String participantId,
    String name,
    Role role,
    boolean host,
    Place place,
    Optional<Boolean> consent) {}
