/** Online meetings on a site's calendar: a conference in Lync, an appointment in Exchange, an item in the list. */
@NullMarked
package org.s2slab.sharepoint.meetings;

import org.jspecify.annotations.NullMarked;
