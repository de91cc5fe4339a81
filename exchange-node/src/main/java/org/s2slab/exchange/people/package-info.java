/** The EWS operations that look up people, rooms and group members, in the address book and in contacts. */
@NullMarked
package org.s2slab.exchange.people;

import org.jspecify.annotations.NullMarked;
