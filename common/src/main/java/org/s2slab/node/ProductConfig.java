package org.s2slab.node;

import org.s2slab.config.NodeConfig;

/** The configuration of one role: the settings of every node and those of the role. */
public interface ProductConfig {
    NodeConfig node();
}
