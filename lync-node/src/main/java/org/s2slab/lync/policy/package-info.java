/** The policies of Lync: their cmdlets, and user services policies, which let contacts move to Exchange. */
@NullMarked
package org.s2slab.lync.policy;

import org.jspecify.annotations.NullMarked;
