/** The REST interface of sites: {@code /_api} with its three JSON formats, OData queries and batches. */
@NullMarked
package org.s2slab.sharepoint.rest;

import org.jspecify.annotations.NullMarked;
