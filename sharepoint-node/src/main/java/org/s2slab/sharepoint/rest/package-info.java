/** The REST interface of sites: {@code /_api} in its three JSON formats (wire shapes section 3). */
@NullMarked
package org.s2slab.sharepoint.rest;

import org.jspecify.annotations.NullMarked;
