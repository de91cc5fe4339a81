package org.s2slab.sharepoint;

import org.s2slab.config.NodeConfig;
import org.s2slab.config.ProductBehavior;
import org.s2slab.node.ProductConfig;

/** The configuration file of a SharePoint node: only the settings that every node has. */
public record SharePointConfig(NodeConfig node) implements ProductConfig {
    public SharePointConfig {
        ProductBehavior.requireFor("sharepoint", node.simulation().behaviors());
    }
}
