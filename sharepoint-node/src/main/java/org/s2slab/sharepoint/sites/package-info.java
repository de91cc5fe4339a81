/** Site collections, their people and lists, and the REST interface to them. */
@NullMarked
package org.s2slab.sharepoint.sites;

import org.jspecify.annotations.NullMarked;
