/** The SharePoint node: a farm or SharePoint Online with sites, online meetings and eDiscovery centres. */
@NullMarked
package org.s2slab.sharepoint;

import org.jspecify.annotations.NullMarked;
