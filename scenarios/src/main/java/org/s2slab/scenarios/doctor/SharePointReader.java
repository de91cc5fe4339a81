package org.s2slab.scenarios.doctor;

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
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.scenarios.topology.Desk;
import org.s2slab.scenarios.topology.ManagedNode;

/** What SharePoint's cmdlets say. */
final class SharePointReader {
    private final Desk desk;
    private final List<ManagedNode> others;

    /** @param others the deployment's nodes, whose names are looked up as app principals */
    SharePointReader(Desk desk, List<ManagedNode> others) {
        this.desk = desk;
        this.others = others;
    }

    NodeFacts read() {
        NodeFacts blank = NodeFacts.unreachable(desk.node().address());
        JsonObject config = desk.one("Get-SPSecurityTokenServiceConfig");
        PrincipalId self = PrincipalId.parse(config.getString("NameIdentifier"));
        Keys keys = FactsReader.keys(desk, blank);
        List<JsonObject> issuers = desk.run("Get-SPTrustedSecurityTokenIssuer");
        List<Registration> partners = new ArrayList<>();
        issuers.stream().filter(issuer -> !isServer(issuer)).forEach(issuer -> partners.add(registration(issuer)));
        List<URI> proxies = proxies();
        List<TokenServer> servers = servers(issuers, proxies);
        partners.addAll(vouchedFor(issuers, servers, self.realm()));
        return new NodeFacts(
                blank.address(),
                desk.now(),
                self,
                Set.of(self.realm()),
                keys.signing(keys.stored(config.getString("SigningCertificateThumbprint")), Optional.empty()),
                partners,
                servers,
                List.of(),
                new NodeFacts.Settings(null, List.of(), Map.of(), List.of(), proxies));
    }

    private static boolean isServer(JsonObject issuer) {
        return issuer.getString("NameId", "").startsWith(WellKnownPrincipals.AUTHORIZATION_SERVER);
    }

    private Registration registration(JsonObject issuer) {
        String nameId = issuer.getString("NameId");
        int at = nameId.indexOf('@');
        return new Registration(
                issuer.getString("Name"),
                at < 0 ? nameId : nameId.substring(0, at),
                at < 0 ? null : nameId.substring(at + 1),
                FactsReader.url(issuer.getString("MetadataEndPoint")),
                FactsReader.texts(issuer.getJsonArray("SigningCertificateThumbprints")),
                false,
                true,
                "Full",
                null,
                permissions(nameId).map(all -> !all.isEmpty()).orElse(false));
    }

    /**
     * The applications for which a broker vouches: of its tenant, and of the farm's own realm, where they are known still
     * after the broker has gone.
     */
    private List<Registration> vouchedFor(List<JsonObject> issuers, List<TokenServer> servers, String own) {
        Set<String> realms =
                servers.stream().map(TokenServer::realm).collect(Collectors.toCollection(LinkedHashSet::new));
        realms.add(own);
        Set<String> proven =
                issuers.stream().map(issuer -> issuer.getString("NameId")).collect(Collectors.toSet());
        return realms.stream()
                .flatMap(realm -> others.stream().flatMap(other -> vouchedFor(other, realm).stream()))
                .filter(application -> !proven.contains(application.name()))
                .toList();
    }

    /** An application for which a broker vouches, where the farm knows it. */
    private Optional<Registration> vouchedFor(ManagedNode other, String realm) {
        NodeFacts blank = NodeFacts.unreachable(other.address());
        if (blank.application().isEmpty() || other.name().equals(desk.node().name())) {
            return Optional.empty();
        }
        String nameId = blank.application() + "@" + realm;
        return permissions(nameId)
                .map(granted -> new Registration(
                        nameId,
                        blank.application(),
                        realm,
                        null,
                        List.of(),
                        true,
                        true,
                        "Full",
                        null,
                        !granted.isEmpty()));
    }

    /** What an application may do; empty for one that is not known. */
    private Optional<List<String>> permissions(String nameId) {
        try {
            return desk
                    .run(
                            "Get-SPAppPrincipal",
                            new JsonObject()
                                    .put("NameIdentifier", nameId)
                                    .put(
                                            "Site",
                                            "https://" + desk.node().address().host()))
                    .stream()
                    .findFirst()
                    .map(object -> FactsReader.texts(object.getJsonArray("Permissions")));
        } catch (Desk.Unanswered e) {
            return Optional.empty();
        }
    }

    private List<TokenServer> servers(List<JsonObject> issuers, List<URI> proxies) {
        boolean online = desk.node().address().online();
        return issuers.stream()
                .filter(SharePointReader::isServer)
                .filter(issuer -> issuer.getString("NameId").contains("@"))
                .map(issuer -> server(issuer, proxies, online))
                .toList();
    }

    private static TokenServer server(JsonObject issuer, List<URI> proxies, boolean online) {
        URI url = URI.create(issuer.getString("MetadataEndPoint"));
        String nameId = issuer.getString("NameId");
        return new TokenServer(
                issuer.getString("Name"),
                nameId.substring(nameId.indexOf('@') + 1),
                url,
                true,
                FactsReader.texts(issuer.getJsonArray("SigningCertificateThumbprints")),
                online || proxies.contains(url));
    }

    private List<URI> proxies() {
        if (desk.node().address().online()) {
            return List.of();
        }
        return desk.run("Get-SPServiceApplicationProxy").stream()
                .filter(proxy -> proxy.getBoolean("InDefaultProxyGroup", false))
                .map(proxy -> FactsReader.url(proxy.getString("MetadataServiceEndpointUri")))
                .filter(Objects::nonNull)
                .toList();
    }
}
