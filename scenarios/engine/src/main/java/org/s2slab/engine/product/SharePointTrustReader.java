package org.s2slab.engine.product;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.config.Switches;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.validation.PartnerTrait;

/** Reads the trust configuration of SharePoint with its cmdlets. */
final class SharePointTrustReader {
    private final AdministratorClient desk;
    private final List<NodeAddress> others;
    private final SharePointProduct farm;

    /** @param others the other nodes of the deployment; the reader looks up their applications as app principals */
    SharePointTrustReader(AdministratorClient desk, List<NodeAddress> others) {
        this.desk = desk;
        this.others = others;
        this.farm =
                new SharePointProduct(desk.node().name(), desk.node().address().host());
    }

    TrustState read() {
        TrustState blank = TrustState.unreachable(desk.node().address());
        JsonObject config = desk.one(SharePointProduct.CONFIGURATION);
        PrincipalId self = PrincipalId.parse(config.getString("NameIdentifier"));
        SigningKeyState keys = CmdletObjectReader.keys(desk);
        List<JsonObject> issuers = desk.run(SharePointProduct.ISSUERS);
        List<RegisteredPartner> partners = new ArrayList<>();
        issuers.stream().filter(issuer -> !isServer(issuer)).forEach(issuer -> partners.add(registration(issuer)));
        List<URI> proxies = proxies();
        List<RegisteredAuthorizationServer> servers = servers(issuers, proxies);
        partners.addAll(vouchedFor(issuers, servers, self.realm()));
        return new TrustState(
                blank.address(),
                desk.now(),
                self,
                Set.of(self.realm()),
                keys.signing(keys.stored(config.getString("SigningCertificateThumbprint")), Optional.empty()),
                partners,
                servers,
                List.of(),
                new TrustState.Settings(
                        null, List.of(), Map.of(), List.of(), proxies, null, HybridState.NONE, Set.of(), null));
    }

    private static boolean isServer(JsonObject issuer) {
        return issuer.getString("NameId", "").startsWith(WellKnownPrincipals.AUTHORIZATION_SERVER);
    }

    private RegisteredPartner registration(JsonObject issuer) {
        String nameId = issuer.getString("NameId");
        int at = nameId.indexOf('@');
        return new RegisteredPartner(
                issuer.getString("Name"),
                at < 0 ? nameId : nameId.substring(0, at),
                at < 0 ? null : nameId.substring(at + 1),
                CmdletObjectReader.url(issuer.getString("MetadataEndPoint")),
                CmdletObjectReader.texts(issuer.getJsonArray("SigningCertificateThumbprints")),
                Switches.of(PartnerTrait.ENABLED),
                "Full",
                null,
                permissions(nameId).map(all -> !all.isEmpty()).orElse(false));
    }

    /**
     * The applications whose tokens a broker issues, in its tenant and in the farm's own realm. In the own realm,
     * applications stay registered after the removal of the broker.
     */
    private List<RegisteredPartner> vouchedFor(
            List<JsonObject> issuers, List<RegisteredAuthorizationServer> servers, String own) {
        Set<String> realms = servers.stream()
                .map(RegisteredAuthorizationServer::realm)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        realms.add(own);
        Set<String> proven =
                issuers.stream().map(issuer -> issuer.getString("NameId")).collect(Collectors.toSet());
        return realms.stream()
                .flatMap(realm -> others.stream().flatMap(other -> vouchedFor(other, realm).stream()))
                .filter(application -> !proven.contains(application.name()))
                .toList();
    }

    /** An application whose tokens a broker issues; empty if the farm has not registered the application. */
    private Optional<RegisteredPartner> vouchedFor(NodeAddress other, String realm) {
        String application = other.applicationId();
        if (application.equals(WellKnownPrincipals.AUTHORIZATION_SERVER)
                || other.name().equals(desk.node().name())) {
            return Optional.empty();
        }
        String nameId = application + "@" + realm;
        return permissions(nameId)
                .map(granted -> new RegisteredPartner(
                        nameId,
                        application,
                        realm,
                        null,
                        List.of(),
                        Switches.of(PartnerTrait.USES_OAUTH_SERVER, PartnerTrait.ENABLED),
                        "Full",
                        null,
                        !granted.isEmpty()));
    }

    /** The rights of an application; empty if the application is not registered. */
    private Optional<List<String>> permissions(String nameId) {
        try {
            return CmdletObjectReader.run(desk, farm.showApplication(nameId)).stream()
                    .findFirst()
                    .map(object -> CmdletObjectReader.texts(object.getJsonArray("Permissions")));
        } catch (AdministratorClient.Unanswered e) {
            return Optional.empty();
        }
    }

    private List<RegisteredAuthorizationServer> servers(List<JsonObject> issuers, List<URI> proxies) {
        boolean online = desk.node().address().online();
        return issuers.stream()
                .filter(SharePointTrustReader::isServer)
                .filter(issuer -> issuer.getString("NameId").contains("@"))
                .map(issuer -> server(issuer, proxies, online))
                .toList();
    }

    private static RegisteredAuthorizationServer server(JsonObject issuer, List<URI> proxies, boolean online) {
        URI url = URI.create(issuer.getString("MetadataEndPoint"));
        String nameId = issuer.getString("NameId");
        return new RegisteredAuthorizationServer(
                issuer.getString("Name"),
                nameId.substring(nameId.indexOf('@') + 1),
                url,
                Switches.of(PartnerTrait.ENABLED).with(PartnerTrait.BROKER, issuer.getBoolean("IsTrustBroker")),
                CmdletObjectReader.texts(issuer.getJsonArray("SigningCertificateThumbprints")),
                online || proxies.contains(url));
    }

    private List<URI> proxies() {
        if (desk.node().address().online()) {
            return List.of();
        }
        return desk.run(SharePointProduct.PROXIES).stream()
                .filter(proxy -> proxy.getBoolean("InDefaultProxyGroup", false))
                .map(proxy -> CmdletObjectReader.url(proxy.getString("MetadataServiceEndpointUri")))
                .filter(Objects::nonNull)
                .toList();
    }
}
