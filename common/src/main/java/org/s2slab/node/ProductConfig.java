package org.s2slab.node;

import org.s2slab.config.NodeConfig;

/** The configuration of one role: the settings that every node has, and the settings of the role. */
public interface ProductConfig {
    NodeConfig node();
}
