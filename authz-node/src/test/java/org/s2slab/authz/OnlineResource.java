package org.s2slab.authz;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.OnlineConfig;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.store.Database;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestDialect;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/** A node that stands for Exchange Online: it trusts the authorization server only, and takes one application. */
final class OnlineResource {
    private final RunningAuthz authz;
    private final String host;
    private final Node node;

    OnlineResource(RunningAuthz authz, String application) {
        this(authz, application, RunningAuthz.EXCHANGE, "outlook.office365.com");
    }

    /** One that stands for another service, under one of its names. */
    OnlineResource(RunningAuthz authz, String application, String service, String host) {
        this.authz = authz;
        this.host = host;
        TestDeployment deployment = authz.deployment();
        URI metadata = URI.create("https://" + RunningAuthz.HOST + "/" + RunningAuthz.CONTOSO + "/metadata/json/1");
        NodeConfig config = TestDeployment.online(
                deployment.config("exchange-of-" + application, List.of(host), List.of()),
                new OnlineConfig(RunningAuthz.CONTOSO, metadata));
        PrincipalId self = new PrincipalId(service, RunningAuthz.CONTOSO);
        node = new Node(
                authz.vertx,
                config,
                new TestDialect(),
                deployment.environment(authz.clock),
                Database.of(authz.vertx, config, "db/common"),
                () -> new ServiceIdentity(self, Set.of(RunningAuthz.CONTOSO), Set.of(host)),
                (kind, value) -> Future.succeededFuture(List.of()));
        EndpointGroup closed = EndpointGroup.forPartners(router ->
                router.get("/closed").handler(request -> request.response().end("welcome")));
        node.start(new Feature().endpoints(closed))
                .compose(started -> node.partners().put(client(application)))
                .await();
    }

    private PartnerApplication client(String application) {
        return new PartnerApplication(
                "daemon",
                application,
                RunningAuthz.CONTOSO,
                null,
                List.of(),
                Switches.of(PartnerTrait.USES_OAUTH_SERVER, PartnerTrait.ENABLED),
                TrustLevel.FULL,
                null,
                PartnerGrants.NONE,
                authz.clock.instant().getEpochSecond());
    }

    /** What it answers to whoever shows this token. */
    TestCall.Answer ask(String token) {
        return new TestCall(authz.deployment().client(authz.vertx), host, node.port())
                .bearer(token)
                .get("/closed");
    }
}
