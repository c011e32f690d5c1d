/** 静默报警: silent alarms from rooms, and those on duty who answer them. */
@NullMarked
package org.maplebridge.server.alarm;

import org.jspecify.annotations.NullMarked;
