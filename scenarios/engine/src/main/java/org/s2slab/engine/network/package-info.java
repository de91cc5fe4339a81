/** Relays on the links between nodes that simulate network faults: they drop, delay, throttle and reset connections. */
@NullMarked
package org.s2slab.engine.network;

import org.jspecify.annotations.NullMarked;
