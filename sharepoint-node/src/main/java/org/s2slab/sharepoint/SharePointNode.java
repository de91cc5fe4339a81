package org.s2slab.sharepoint;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.http.NotYetEndpoint;
import org.s2slab.node.Door;
import org.s2slab.node.Environment;
import org.s2slab.node.Node;
import org.s2slab.node.NodeMain;
import org.s2slab.node.Role;
import org.s2slab.store.Database;

/** The SharePoint role, so far without features: publishes its AuthMetadata, challenges, and declines the rest. */
public final class SharePointNode extends Role {
    private static final String LATER =
            "SharePoint's site meetings and eDiscovery come with later versions of this lab;"
                    + " so far this node publishes /_layouts/15/metadata/json/1 and challenges";

    private final SharePointConfig config;
    private final Environment environment;

    public SharePointNode(SharePointConfig config, Environment environment) {
        this.config = config;
        this.environment = environment;
    }

    public static void main(String[] args) {
        NodeMain.run(args, SharePointConfig.class, SharePointNode::new);
    }

    @Override
    public Future<?> start() {
        Database database = Database.at(vertx, config.node().data().resolve("node.db"), "db/common", "db/sharepoint");
        var farm = new Farm(database, environment.ids(), config.node().hosts());
        Node started = runsOn(new Node(
                vertx,
                config.node(),
                new SharePointDialect(),
                environment,
                database,
                farm::self,
                (kind, value) -> Future.succeededFuture(List.of())));
        return started.afterOpening(farm::load)
                .certifiesItself(() -> SecurityTokenServiceCertificate.in(started.certificates()))
                .start(
                        Door.forPeopleAndPartners(new NotYetEndpoint("(?i)/(?:.+/)?(?:_api|_vti_bin)/.*", LATER)),
                        Door.forAnyone(new NotYetEndpoint("/.*", LATER)));
    }
}
