/** The network between nodes, where it fails on purpose: relays that drop, delay, throttle and reset connections. */
@NullMarked
package org.s2slab.engine.network;

import org.jspecify.annotations.NullMarked;
