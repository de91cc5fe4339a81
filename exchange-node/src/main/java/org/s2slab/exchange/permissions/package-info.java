/** Permissions on folders and mailboxes of other users, and delegates. */
@NullMarked
package org.s2slab.exchange.permissions;

import org.jspecify.annotations.NullMarked;
