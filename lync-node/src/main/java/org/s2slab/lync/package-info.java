/** The Lync Server node: its configuration, identity and features. */
@NullMarked
package org.s2slab.lync;

import org.jspecify.annotations.NullMarked;
