/** How SharePoint finds mailboxes at Exchange, and what it makes of Exchange's answers. */
@NullMarked
package org.s2slab.sharepoint.exchange;

import org.jspecify.annotations.NullMarked;
