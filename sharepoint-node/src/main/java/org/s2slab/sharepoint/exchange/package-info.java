/** The calls of SharePoint to Exchange: location of mailboxes, and failures. */
@NullMarked
package org.s2slab.sharepoint.exchange;

import org.jspecify.annotations.NullMarked;
