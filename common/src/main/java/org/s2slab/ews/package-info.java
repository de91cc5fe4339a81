/** The client of Exchange Web Services and Autodiscover, and the schema of their messages. */
@NullMarked
package org.s2slab.ews;

import org.jspecify.annotations.NullMarked;
