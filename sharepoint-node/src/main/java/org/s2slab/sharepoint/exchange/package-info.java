/** SharePoint's way to Exchange: Autodiscover and Exchange Web Services for a person. */
@NullMarked
package org.s2slab.sharepoint.exchange;

import org.jspecify.annotations.NullMarked;
