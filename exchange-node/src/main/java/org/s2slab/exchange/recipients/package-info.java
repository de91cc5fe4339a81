/** Cmdlets for mailboxes, distribution groups, roles and role groups. */
@NullMarked
package org.s2slab.exchange.recipients;

import org.jspecify.annotations.NullMarked;
