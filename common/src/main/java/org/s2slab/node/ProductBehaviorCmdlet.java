package org.s2slab.node;

import static org.s2slab.management.CmdletTable.SERVER;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import org.s2slab.config.ProductBehavior;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;

/** Get-LabProductBehavior, which lists the differences to the product that are switched off at this node. */
public final class ProductBehaviorCmdlet {
    /** The name of the cmdlet. The doctor calls it. */
    public static final String NAME = "Get-LabProductBehavior";

    private final List<ProductBehavior> behaviors;

    /** @param behaviors the behaviors of the node */
    public ProductBehaviorCmdlet(Collection<ProductBehavior> behaviors) {
        this.behaviors = List.copyOf(behaviors);
    }

    /** The cmdlet, which changes nothing. */
    public Cmdlet cmdlet() {
        CmdletOutput output = new CmdletOutput(
                behaviors.stream()
                        .map(behavior -> CmdletObject.empty()
                                .with("Name", behavior.key())
                                .with("Description", behavior.sentence()))
                        .toList(),
                List.of());
        return SERVER.cmdlet(NAME, given -> Future.succeededFuture(output));
    }
}
