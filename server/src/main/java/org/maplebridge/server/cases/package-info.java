/** Cases: registering, finding, numbering them, what stage they are at and what happened. */
@NullMarked
package org.maplebridge.server.cases;

import org.jspecify.annotations.NullMarked;
