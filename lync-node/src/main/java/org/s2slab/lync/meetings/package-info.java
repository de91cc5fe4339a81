/** Online meetings: discovery of the service, scheduling over UCWA, and joining. */
@NullMarked
package org.s2slab.lync.meetings;

import org.jspecify.annotations.NullMarked;
