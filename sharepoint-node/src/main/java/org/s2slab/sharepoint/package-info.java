/** SharePoint: for now a farm that says who it is and whom it would take; site meetings and eDiscovery come later. */
@NullMarked
package org.s2slab.sharepoint;

import org.jspecify.annotations.NullMarked;
