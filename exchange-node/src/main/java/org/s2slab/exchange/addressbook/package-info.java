/** The address book: resolves names and lists the members of distribution groups. */
@NullMarked
package org.s2slab.exchange.addressbook;

import org.jspecify.annotations.NullMarked;
