/** Rehearses changes of trust under traffic and reports the refused calls, their times and their callers. */
@NullMarked
package org.s2slab.rehearsal;

import org.jspecify.annotations.NullMarked;
