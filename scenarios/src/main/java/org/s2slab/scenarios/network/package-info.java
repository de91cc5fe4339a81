/** The network between nodes, where it fails on purpose: relays that drop, delay, throttle and reset connections. */
@NullMarked
package org.s2slab.scenarios.network;

import org.jspecify.annotations.NullMarked;
