/** The address book: users, distribution groups and rooms, and the recipients of messages that it knows. */
@NullMarked
package org.s2slab.exchange.addressbook;

import org.jspecify.annotations.NullMarked;
