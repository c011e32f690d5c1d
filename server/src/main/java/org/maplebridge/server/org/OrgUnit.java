package org.maplebridge.server.org;

import java.util.Optional;

/**
 * One unit of the organisation.
 *
 * @param code statistical code such as {@code 510503} or {@code 510503101}; grids add 3 digits
 * @param parentCode empty for the district
 * @param centre the centre or station that serves it, as people know it
 */
public record OrgUnit(
    String code, Optional<String> parentCode, Level level, String name, String centre) {}
