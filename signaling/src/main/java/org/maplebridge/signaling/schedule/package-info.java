/** Booking sittings so that no person and no place is ever booked twice at one time. */
@NullMarked
package org.maplebridge.signaling.schedule;

import org.jspecify.annotations.NullMarked;
