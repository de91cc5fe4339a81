package org.s2slab.engine.reading;

import static org.s2slab.engine.reading.FixTemplate.authz;
import static org.s2slab.engine.reading.FixTemplate.caller;
import static org.s2slab.engine.reading.FixTemplate.here;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.config.Switches;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.AuthorizationServerSpec;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.PartnerSpec;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.engine.product.ServerProduct;
import org.s2slab.engine.product.SharePointProduct;
import org.s2slab.validation.PartnerTrait;

/** The cmdlets that fix each cause of a refusal, by product. Placeholders stand for values of the administrator. */
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
    private static final String CLIENT_OBJECT = AuthorizationServerProduct.principalOf(CLIENT);
    private static final String CERTIFICATE = "<certificate in base64>";
    private static final String OWN = "<id of that application>";
    private static final String REALM = "<the realm in the token>";

    static {
        trust();
        applications();
        certificates();
        permissions();
        tenant();
        policies();
    }

    private FixCatalog() {}

    /** The cmdlet that sets the URL of a product's authorization server; empty if the product has no such cmdlet. */
    static Optional<String> authorizationServer(String role, String name, String metadata) {
        return switch (role) {
            case "lync" ->
                Optional.of(LYNC.refreshAuthorizationServer(name, metadata).line());
            case "exchange" ->
                Optional.of(EXCHANGE.refreshAuthorizationServer(name, metadata).line());
            default -> Optional.empty();
        };
    }

    private static void fixes(RefusalCause cause, FixTemplate... fixes) {
        OF.put(cause, List.of(fixes));
    }

    private static PartnerSpec partner(ProductRole role, String metadata) {
        return PartnerSpec.of(NAME, role, null, metadata);
    }

    /** An application whose tokens an authorization server issues. */
    private static PartnerSpec vouched() {
        return new PartnerSpec(
                NAME,
                ProductRole.LYNC,
                APPLICATION,
                null,
                null,
                null,
                "Full",
                "<account>",
                Switches.of(PartnerTrait.ENABLED));
    }

    private static void trust() {
        PartnerSpec calling = partner(ProductRole.LYNC, CALLER);
        fixes(
                RefusalCause.ISSUER_UNKNOWN,
                here(LYNC.registerByMetadata(calling)),
                here(LYNC.registerAuthorizationServer(
                        new AuthorizationServerSpec(LYNC.authorizationServerName(), SERVER, null, true))),
                here(EXCHANGE.register(calling).get(0).only("ApplicationType", "AuthMetadataUrl")),
                here(EXCHANGE.registerAuthorizationServer(new AuthorizationServerSpec(NAME, SERVER, null, true))
                        .with("Type", "MicrosoftACS")
                        .only("Name", "Type", "AuthMetadataUrl")),
                here(SHAREPOINT.registerByMetadata(calling)));
        fixes(
                RefusalCause.REALM,
                here(EXCHANGE.acceptDomain("<domain>", REALM)),
                here(LYNC.setRealm(REALM).only("Realm")),
                here(SHAREPOINT.setRealm("<the tenant's id>")));
    }

    private static void applications() {
        fixes(
                RefusalCause.APPLICATION_UNKNOWN,
                here(LYNC.registerByServer(vouched())
                        .only("Identity", "ApplicationTrustLevel", "ApplicationIdentifier", "UseOAuthServer")),
                here(EXCHANGE.registerByServer(vouched()).only("Name", "ApplicationIdentifier", "LinkedAccount")),
                here(SHAREPOINT.registerApplication(NAME_ID, "<site>", NAME)));
        fixes(
                RefusalCause.DISABLED,
                here(LYNC.enablePartner(NAME)),
                here(EXCHANGE.enablePartner(NAME)),
                here(EXCHANGE.enableAuthorizationServer(NAME)));
        fixes(RefusalCause.TRUST_LEVEL, here(LYNC.setTrustLevel(NAME, "Full")));
        PartnerSpec called = partner(ProductRole.EXCHANGE, RESOURCE);
        fixes(
                RefusalCause.UNOBTAINABLE,
                caller(LYNC.registerByMetadata(called)),
                caller(LYNC.activate("<thumbprint>").only("Type", "Thumbprint")),
                caller(EXCHANGE.registerByMetadata(called)),
                caller(SHAREPOINT.registerByMetadata(called)));
    }

    private static void certificates() {
        fixes(
                RefusalCause.KEY_UNKNOWN,
                here(LYNC.refreshKeys(NAME, CALLER, CERTIFICATE)),
                here(LYNC.refreshAuthorizationServer(NAME, SERVER)),
                here(EXCHANGE.refreshKeys(NAME, CALLER, CERTIFICATE)),
                here(EXCHANGE.refreshAuthorizationServer(NAME, SERVER)),
                here(SHAREPOINT.refreshKeys(NAME, CALLER, CERTIFICATE)));
        fixes(
                RefusalCause.CERTIFICATE_DATES,
                caller(LYNC.activate("<the new thumbprint>").only("Type", "Thumbprint")),
                caller(EXCHANGE.activate("<the new thumbprint>")),
                caller(SHAREPOINT.activate("<the new thumbprint>")));
        fixes(
                RefusalCause.METADATA,
                here(LYNC.refreshKeys(NAME, "<the partner's AuthMetadata address>", CERTIFICATE)),
                here(EXCHANGE.refreshKeys(NAME, null, CERTIFICATE)));
    }

    private static void permissions() {
        FixTemplate consent =
                authz(AUTHZ.grantFullAccess(null, "<object id of the application>", "<object id of Exchange Online>"));
        FixTemplate role = here(EXCHANGE.assignRoleToApplication("Application EWS.AccessAsApp", "<its id>"));
        fixes(RefusalCause.NO_PERMISSIONS, here(EXCHANGE.linkAccount(NAME, "<account>")), consent, role);
        fixes(
                RefusalCause.NARROWED,
                here(EXCHANGE.permit(NAME, List.of("EWS.AccessAsUser.All"), null)),
                consent,
                role,
                here(SHAREPOINT.permit(NAME_ID, "<site>", "SiteCollection", "FullControl", false)));
        fixes(
                RefusalCause.ROLE_MISSING,
                here(EXCHANGE.showRoles("<account>")),
                here(EXCHANGE.assignRole("<role>", "<account>")));
        PartnerSpec naming = new PartnerSpec(
                NAME,
                ProductRole.LYNC,
                "",
                null,
                null,
                null,
                "Full",
                null,
                Switches.of(PartnerTrait.ENABLED, PartnerTrait.ACCEPTS_SIDS));
        fixes(RefusalCause.USER_NAME, here(LYNC.decide(naming)), here(EXCHANGE.decide(naming)));
        fixes(
                RefusalCause.USER_UNKNOWN,
                here(EXCHANGE.enableMailbox("<user>")),
                here(LYNC.enableUser("<user>", "<pool>", "<address>")));
    }

    private static void policies() {
        fixes(RefusalCause.EWS_OFF, here(EXCHANGE.allowEws(null)));
        fixes(RefusalCause.EWS_LIST, here(EXCHANGE.showEws()), here(EXCHANGE.allowEws("<ids of the applications>")));
        fixes(RefusalCause.EWS_CLIENT, here(EXCHANGE.showEws()));
        fixes(
                RefusalCause.SHARED_PRINCIPAL,
                authz(AUTHZ.createApplication(null, NAME, CERTIFICATE)),
                authz(AUTHZ.createPrincipal(null, OWN)),
                caller(LYNC.useOwnApplication(OWN)));
        fixes(RefusalCause.ACS_ENDED, here(SHAREPOINT.allowCustomApplications()));
    }

    private static void tenant() {
        fixes(
                RefusalCause.RESOURCE,
                authz(AUTHZ.addNames(
                        null,
                        AuthorizationServerProduct.principalOf("<the resource>"),
                        List.of("<the resource>/<host>"))));
        fixes(
                RefusalCause.CLIENT_UNKNOWN,
                authz(AUTHZ.createPrincipal(null, CLIENT)),
                authz(AUTHZ.enable(null, CLIENT_OBJECT)));
        fixes(
                RefusalCause.KEY_ORIGIN,
                authz(AUTHZ.createApplication(null, NAME, CERTIFICATE)),
                authz(AUTHZ.createPrincipal(null, OWN)));
        fixes(RefusalCause.CLIENT_KEY, authz(AUTHZ.addKey(null, CLIENT_OBJECT, List.of(), CERTIFICATE)));
        CmdletCall delegating = AUTHZ.setPrincipal(null, CLIENT, null, null, true);
        fixes(
                RefusalCause.NO_DELEGATION,
                authz(delegating),
                authz(new CmdletFix(delegating.node(), "# since the end of the MSOnline module, no cmdlet sets this")));
    }
}
