/**
 * What happens when somebody is in danger: the ladder, its clock, disclosure, and the look back.
 */
@NullMarked
package org.maplebridge.server.consultation.crisis;

import org.jspecify.annotations.NullMarked;
