/** The address book: users, distribution groups and rooms, and the resolution of recipients. */
@NullMarked
package org.s2slab.exchange.addressbook;

import org.jspecify.annotations.NullMarked;
