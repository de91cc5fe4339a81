/** eDiscovery centres: their cases, and the searches and holds in Exchange. */
@NullMarked
package org.s2slab.sharepoint.ediscovery;

import org.jspecify.annotations.NullMarked;
