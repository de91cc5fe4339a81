/** The accounts of the organisation: mailboxes, role groups and role assignments. */
@NullMarked
package org.s2slab.exchange.accounts;

import org.jspecify.annotations.NullMarked;
