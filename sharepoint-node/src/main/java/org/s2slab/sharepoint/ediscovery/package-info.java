/** eDiscovery centres: cases, and what Exchange finds and holds for them. */
@NullMarked
package org.s2slab.sharepoint.ediscovery;

import org.jspecify.annotations.NullMarked;
