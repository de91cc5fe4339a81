/** The client of Exchange: Exchange Web Services and Autodiscover. */
@NullMarked
package org.s2slab.ews;

import org.jspecify.annotations.NullMarked;
