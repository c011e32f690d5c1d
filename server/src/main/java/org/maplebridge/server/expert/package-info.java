/** 线上赋能: the expert panel, its shifts, and calling one of them into a sitting. */
@NullMarked
package org.maplebridge.server.expert;

import org.jspecify.annotations.NullMarked;
