/** Lectures 法治大讲堂: the open address of a lecture, and who attended. */
@NullMarked
package org.maplebridge.server.lecture;

import org.jspecify.annotations.NullMarked;
