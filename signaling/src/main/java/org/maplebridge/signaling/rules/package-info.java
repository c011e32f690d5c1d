/**
 * The one function that decides who may do what in a sitting, and who hears and sees whom. Pure: it
 * knows no connection, no clock and no database, so it can be tested over everything there is.
 */
@NullMarked
package org.maplebridge.signaling.rules;

import org.jspecify.annotations.NullMarked;
