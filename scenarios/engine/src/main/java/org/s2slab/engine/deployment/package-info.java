/** Starts and stops the deployments that topologies describe: nodes, ports, clocks, keys, data folders and links. */
@NullMarked
package org.s2slab.engine.deployment;

import org.jspecify.annotations.NullMarked;
