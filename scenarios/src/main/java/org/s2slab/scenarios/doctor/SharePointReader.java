package org.s2slab.scenarios.doctor;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
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
        List<TokenServer> servers = servers(issuers);
        for (TokenServer server : servers) {
            others.forEach(other -> vouchedFor(other, server.realm()).ifPresent(partners::add));
        }
        return new NodeFacts(
                blank.address(),
                desk.now(),
                self,
                Set.of(self.realm()),
                keys.signing(keys.stored(config.getString("SigningCertificateThumbprint")), Optional.empty()),
                partners,
                servers,
                List.of(),
                NodeFacts.Settings.NONE);
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

    private List<TokenServer> servers(List<JsonObject> issuers) {
        Set<String> proxied = proxied();
        boolean online = desk.node().address().online();
        return issuers.stream()
                .filter(SharePointReader::isServer)
                .filter(issuer -> issuer.getString("NameId").contains("@"))
                .map(issuer -> server(issuer, proxied, online))
                .toList();
    }

    private static TokenServer server(JsonObject issuer, Set<String> proxied, boolean online) {
        String url = issuer.getString("MetadataEndPoint");
        String nameId = issuer.getString("NameId");
        return new TokenServer(
                issuer.getString("Name"),
                nameId.substring(nameId.indexOf('@') + 1),
                URI.create(url),
                true,
                FactsReader.texts(issuer.getJsonArray("SigningCertificateThumbprints")),
                online || proxied.contains(url));
    }

    private Set<String> proxied() {
        if (desk.node().address().online()) {
            return Set.of();
        }
        return desk.run("Get-SPServiceApplicationProxy").stream()
                .filter(proxy -> proxy.getBoolean("InDefaultProxyGroup", false))
                .map(proxy -> proxy.getString("MetadataServiceEndpointUri"))
                .collect(Collectors.toSet());
    }
}
