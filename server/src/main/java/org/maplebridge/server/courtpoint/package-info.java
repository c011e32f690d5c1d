/** Court points 共享法庭点: devices and their checks, the calendar, and what their hosts see to. */
@NullMarked
package org.maplebridge.server.courtpoint;

import org.jspecify.annotations.NullMarked;
