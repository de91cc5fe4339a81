/** Mailboxes and what accounts may do: directory, role groups and role assignments. */
@NullMarked
package org.s2slab.exchange.accounts;

import org.jspecify.annotations.NullMarked;
