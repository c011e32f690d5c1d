/**
 * The mediation agreement 人民调解协议书: drafting, clarity, versions, signing, when it takes effect and
 * what follows.
 */
@NullMarked
package org.maplebridge.server.agreement;

import org.jspecify.annotations.NullMarked;
