/** The address book: whom a name means, and who is in a distribution group. */
@NullMarked
package org.s2slab.exchange.addressbook;

import org.jspecify.annotations.NullMarked;
