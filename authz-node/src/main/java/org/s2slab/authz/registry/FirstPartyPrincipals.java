package org.s2slab.authz.registry;

import java.util.List;
import org.s2slab.authz.registry.ServicePrincipal.PrincipalTrait;
import org.s2slab.config.Switches;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.trace.IdGenerator;

/** Microsoft's own applications with the names of the online services. Every new tenant gets them. */
final class FirstPartyPrincipals {
    private FirstPartyPrincipals() {}

    static List<ServicePrincipal> of(Tenant tenant, IdGenerator ids) {
        String domain = tenant.allDomains().isEmpty()
                ? tenant.id()
                : tenant.allDomains().get(0);
        return List.of(
                principal(
                        WellKnownPrincipals.EXCHANGE,
                        "Microsoft.Exchange",
                        ids,
                        "Microsoft.Exchange",
                        WellKnownPrincipals.EXCHANGE + "/outlook.office365.com",
                        "https://outlook.office365.com/",
                        "https://outlook.office.com/",
                        "https://autodiscover-s.outlook.com/"),
                principal(
                        WellKnownPrincipals.SHAREPOINT,
                        "Microsoft.SharePoint",
                        ids,
                        "Microsoft.SharePoint",
                        WellKnownPrincipals.SHAREPOINT + "/*.sharepoint.com"),
                principal(
                        WellKnownPrincipals.LYNC,
                        "Microsoft Lync Server",
                        ids,
                        "LyncServer/" + domain,
                        WellKnownPrincipals.LYNC + "/*.online.lync.com"),
                graph(ids));
    }

    /** Microsoft Graph, which is served here and acts for no user at another server. */
    private static ServicePrincipal graph(IdGenerator ids) {
        ServicePrincipal graph = principal(
                WellKnownPrincipals.GRAPH,
                "Microsoft Graph",
                ids,
                "https://graph.microsoft.com",
                "https://graph.microsoft.com/");
        return graph.changed(
                graph.displayName(),
                graph.traits().with(PrincipalTrait.TRUSTED_FOR_DELEGATION, false),
                graph.names(),
                graph.addresses());
    }

    private static ServicePrincipal principal(String appId, String displayName, IdGenerator ids, String... names) {
        return new ServicePrincipal(
                appId,
                ids.uuid(),
                displayName,
                Switches.of(
                        PrincipalTrait.ACCOUNT_ENABLED,
                        PrincipalTrait.TRUSTED_FOR_DELEGATION,
                        PrincipalTrait.FIRST_PARTY),
                List.of(names),
                List.of(),
                List.of(),
                List.of());
    }
}
