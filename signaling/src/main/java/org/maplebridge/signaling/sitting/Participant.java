package org.maplebridge.signaling.sitting;

import org.maplebridge.signaling.protocol.Role;

/**
 * A person in a sitting, with a role.
 *
 * @param id unguessable, of this sitting
 * @param personId the staff account or case party behind it; what double booking is checked by
 * @param name as shown in the room
 * @param host whether they admit, mute, record and close
 */
public record Participant(String id, String personId, String name, Role role, boolean host) {}
