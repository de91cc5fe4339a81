/** SharePoint: a farm or SharePoint Online, its sites behind REST, meetings on their calendars, eDiscovery centres. */
@NullMarked
package org.s2slab.sharepoint;

import org.jspecify.annotations.NullMarked;
