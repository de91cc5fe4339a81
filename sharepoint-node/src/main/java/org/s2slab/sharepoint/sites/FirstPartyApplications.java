package org.s2slab.sharepoint.sites;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import org.s2slab.config.OnlineConfig;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.store.Database;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.trust.PartnerRegistry;

/**
 * Microsoft's own services at SharePoint Online, each with full control everywhere. On-premises farms use SharePoint's
 * own application.
 */
public final class FirstPartyApplications {
    private static final String ITSELF = "microsoft.sharepoint";

    private final PartnerRegistry partners;
    private final Database database;
    private final Clock clock;

    public FirstPartyApplications(PartnerRegistry partners, Database database, Clock clock) {
        this.partners = partners;
        this.database = database;
        this.clock = clock;
    }

    /** Grants the permissions, and registers SharePoint itself; every online service registers the other services. */
    public Future<Void> setUp(OnlineConfig online) {
        Future<Void> registered =
                partners.named(ITSELF).isPresent() ? Future.succeededFuture() : partners.put(itself(online));
        return registered.compose(done -> database.change(tx -> List.of(
                        WellKnownPrincipals.EXCHANGE, WellKnownPrincipals.LYNC, WellKnownPrincipals.SHAREPOINT)
                .forEach(id -> AppPermissions.putEverything(tx, new PrincipalId(id, online.tenant())))));
    }

    private PartnerApplication itself(OnlineConfig online) {
        long now = clock.instant().getEpochSecond();
        return PartnerApplication.byAuthorizationServer(
                ITSELF, WellKnownPrincipals.SHAREPOINT, online.tenant(), true, null, PartnerGrants.NONE, now);
    }
}
