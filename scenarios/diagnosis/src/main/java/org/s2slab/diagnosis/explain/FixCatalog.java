package org.s2slab.diagnosis.explain;

import static org.s2slab.diagnosis.explain.FixTemplate.authz;
import static org.s2slab.diagnosis.explain.FixTemplate.caller;
import static org.s2slab.diagnosis.explain.FixTemplate.here;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.PartnerSpec;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.engine.product.ServerProduct;
import org.s2slab.engine.product.SharePointProduct;
import org.s2slab.engine.product.TokenServerSpec;

/** The fixes of each cause, by product. Placeholders stand for values that only the administrator knows. */
final class FixCatalog {
    static final Map<RefusalCause, List<FixTemplate>> OF = new EnumMap<>(RefusalCause.class);

    private static final LyncProduct LYNC = (LyncProduct) ServerProduct.of("lync", "lync", "");
    private static final ExchangeProduct EXCHANGE = (ExchangeProduct) ServerProduct.of("exchange", "exchange", "");
    private static final SharePointProduct SHAREPOINT =
            (SharePointProduct) ServerProduct.of("sharepoint", "sharepoint", "");
    private static final AuthorizationServerProduct AUTHZ =
            AuthorizationServerProduct.of(ProductRole.AUTHORIZATION_SERVER.word());

    private static final String NAME = "<name>";
    private static final String APPLICATION = "<the application>";
    private static final String NAME_ID = "<the application>@<realm>";
    private static final String CALLER = "<the caller's AuthMetadata address>";
    private static final String RESOURCE = "<the resource's AuthMetadata address>";
    private static final String SERVER = "<the server's AuthMetadata address>";
    private static final String CLIENT = "<the client>";
    private static final String CERTIFICATE = "<certificate in base64>";
    private static final String REALM = "<the realm in the token>";

    static {
        trust();
        applications();
        certificates();
        permissions();
        tenant();
    }

    private FixCatalog() {}

    private static PartnerSpec partner(ProductRole role, String metadata) {
        return PartnerSpec.of(NAME, role, null, metadata);
    }

    /** An application for which an authorization server vouches. */
    private static PartnerSpec vouched() {
        return new PartnerSpec(NAME, ProductRole.LYNC, APPLICATION, null, null, null, "Full", "<account>", true, false);
    }

    private static void trust() {
        PartnerSpec calling = partner(ProductRole.LYNC, CALLER);
        OF.put(
                RefusalCause.ISSUER_UNKNOWN,
                List.of(
                        here(LYNC.registerByMetadata(calling)),
                        here(LYNC.registerTokenServer(new TokenServerSpec(LYNC.tokenServerName(), SERVER, null, true))),
                        here(EXCHANGE.register(calling).get(0).only("ApplicationType", "AuthMetadataUrl")),
                        here(EXCHANGE.registerTokenServer(new TokenServerSpec(NAME, SERVER, null, true))
                                .with("Type", "MicrosoftACS")
                                .only("Name", "Type", "AuthMetadataUrl")),
                        here(SHAREPOINT.registerByMetadata(calling))));
        OF.put(
                RefusalCause.REALM,
                List.of(
                        here(EXCHANGE.acceptDomain("<domain>", REALM)),
                        here(LYNC.setRealm(REALM).only("Realm")),
                        here(SHAREPOINT.setRealm("<the tenant's id>"))));
    }

    private static void applications() {
        OF.put(
                RefusalCause.APPLICATION_UNKNOWN,
                List.of(
                        here(LYNC.registerByServer(vouched())
                                .only("Identity", "ApplicationTrustLevel", "ApplicationIdentifier", "UseOAuthServer")),
                        here(EXCHANGE.registerByServer(vouched())
                                .only("Name", "ApplicationIdentifier", "LinkedAccount")),
                        here(SHAREPOINT.registerApplication(NAME_ID, "<site>", NAME))));
        OF.put(
                RefusalCause.DISABLED,
                List.of(
                        here(LYNC.enablePartner(NAME)),
                        here(EXCHANGE.enablePartner(NAME)),
                        here(EXCHANGE.enableTokenServer(NAME))));
        OF.put(RefusalCause.TRUST_LEVEL, List.of(here(LYNC.setTrustLevel(NAME, "Full"))));
        PartnerSpec called = partner(ProductRole.EXCHANGE, RESOURCE);
        OF.put(
                RefusalCause.UNOBTAINABLE,
                List.of(
                        caller(LYNC.registerByMetadata(called)),
                        caller(LYNC.activate("<thumbprint>").only("Type", "Thumbprint")),
                        caller(EXCHANGE.registerByMetadata(called)),
                        caller(SHAREPOINT.registerByMetadata(called))));
    }

    private static void certificates() {
        OF.put(
                RefusalCause.KEY_UNKNOWN,
                List.of(
                        here(LYNC.refreshKeys(NAME, CALLER, CERTIFICATE)),
                        here(LYNC.refreshTokenServer(NAME, SERVER)),
                        here(EXCHANGE.refreshKeys(NAME, CALLER, CERTIFICATE)),
                        here(EXCHANGE.refreshTokenServer(NAME, SERVER)),
                        here(SHAREPOINT.refreshKeys(NAME, CALLER, CERTIFICATE))));
        OF.put(
                RefusalCause.CERTIFICATE_DATES,
                List.of(
                        caller(LYNC.activate("<the new thumbprint>").only("Type", "Thumbprint")),
                        caller(EXCHANGE.activate("<the new thumbprint>")),
                        caller(SHAREPOINT.activate("<the new thumbprint>"))));
        OF.put(
                RefusalCause.METADATA,
                List.of(
                        here(LYNC.refreshKeys(NAME, "<the partner's AuthMetadata address>", CERTIFICATE)),
                        here(EXCHANGE.refreshKeys(NAME, null, CERTIFICATE))));
    }

    private static void permissions() {
        OF.put(RefusalCause.NO_PERMISSIONS, List.of(here(EXCHANGE.linkAccount(NAME, "<account>"))));
        OF.put(
                RefusalCause.NARROWED,
                List.of(
                        here(EXCHANGE.permit(NAME, List.of("EWS.AccessAsUser.All"), null)),
                        here(SHAREPOINT.permit(NAME_ID, "<site>", "SiteCollection", "FullControl", false))));
        OF.put(
                RefusalCause.ROLE_MISSING,
                List.of(here(EXCHANGE.showRoles("<account>")), here(EXCHANGE.assignRole("<role>", "<account>"))));
        PartnerSpec naming = new PartnerSpec(NAME, ProductRole.LYNC, "", null, null, null, "Full", null, true, true);
        OF.put(RefusalCause.USER_NAME, List.of(here(LYNC.decide(naming)), here(EXCHANGE.decide(naming))));
        OF.put(
                RefusalCause.USER_UNKNOWN,
                List.of(
                        here(EXCHANGE.enableMailbox("<user>")),
                        here(LYNC.enableUser("<user>", "<pool>", "<address>"))));
    }

    private static void tenant() {
        OF.put(
                RefusalCause.RESOURCE,
                List.of(authz(AUTHZ.setPrincipal(
                        null, "<the resource>", null, List.of("<existing names>", "<the resource>/<host>"), null))));
        OF.put(
                RefusalCause.CLIENT_UNKNOWN,
                List.of(
                        authz(AUTHZ.createPrincipal(null, NAME, CLIENT, null, null, null)),
                        authz(AUTHZ.setPrincipal(null, CLIENT, true, null, null))));
        OF.put(
                RefusalCause.KEY_ORIGIN,
                List.of(authz(AuthorizationServerProduct.withKey(
                        AUTHZ.createPrincipal(null, NAME, null, null, null, null), CERTIFICATE))));
        OF.put(RefusalCause.CLIENT_KEY, List.of(authz(AUTHZ.upload(null, CLIENT, CERTIFICATE))));
        OF.put(RefusalCause.NO_DELEGATION, List.of(authz(AUTHZ.setPrincipal(null, CLIENT, null, null, true))));
    }
}
