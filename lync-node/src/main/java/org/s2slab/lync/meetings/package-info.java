/** Conferences: how clients and partners find the service, schedule meetings over UCWA, and how people join them. */
@NullMarked
package org.s2slab.lync.meetings;

import org.jspecify.annotations.NullMarked;
