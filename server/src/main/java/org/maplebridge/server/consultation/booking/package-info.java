/** How clients book themselves: published hours, slots, proof of the phone, changes, reminders. */
@NullMarked
package org.maplebridge.server.consultation.booking;

import org.jspecify.annotations.NullMarked;
