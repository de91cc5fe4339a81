/** Site collections, with their people, lists and applications. */
@NullMarked
package org.s2slab.sharepoint.sites;

import org.jspecify.annotations.NullMarked;
