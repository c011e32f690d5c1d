/**
 * Case numbers: the four families a dispute may carry, read from however people write them and
 * rendered one way. Pure; the rules are 《关于人民法院案件案号的若干规定》 for courts and local use for the others.
 */
@NullMarked
package org.maplebridge.server.cases.number;

import org.jspecify.annotations.NullMarked;
