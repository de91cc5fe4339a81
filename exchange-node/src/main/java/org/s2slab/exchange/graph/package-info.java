/** The requests of Microsoft Graph about the mailboxes of users, which Exchange Online answers. */
@NullMarked
package org.s2slab.exchange.graph;

import org.jspecify.annotations.NullMarked;
