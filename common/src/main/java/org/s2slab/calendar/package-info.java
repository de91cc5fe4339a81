/** The calendar of Microsoft's online services: published dates at which they change what a tenant allows. */
@NullMarked
package org.s2slab.calendar;

import org.jspecify.annotations.NullMarked;
