package org.s2slab.engine.product;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.product.HybridState.HybridTrait;
import org.s2slab.engine.product.TrustState.KnownPerson;
import org.s2slab.identity.PrincipalId;
import org.s2slab.management.PolicyCalendarCmdlet;
import org.s2slab.pki.SigningKey;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** Reads the trust configuration of Exchange with its cmdlets. */
record ExchangeTrustReader(AdministratorClient desk) {
    TrustState read() {
        TrustState blank = TrustState.unreachable(desk.node().address());
        JsonObject config = desk.one(ExchangeProduct.CONFIGURATION);
        Optional<JsonObject> document = desk.document(ProductPaths.EXCHANGE.metadata());
        List<JsonObject> domains = desk.run(ExchangeProduct.DOMAINS);
        String realm = document.map(said -> said.getString("realm"))
                .orElseGet(() ->
                        config.getString("Realm", "").isEmpty() ? defaultDomain(domains) : config.getString("Realm"));
        SigningKeyState keys = CmdletObjectReader.keys(desk);
        return new TrustState(
                blank.address(),
                desk.now(),
                new PrincipalId(config.getString("ServiceName"), realm),
                blank.address().online() ? Set.of(realm) : served(domains, config.getString("Realm", "")),
                keys.signing(
                        keys.stored(config.getString("CurrentCertificateThumbprint")),
                        keys.stored(config.getString("NextCertificateThumbprint"))
                                .map(next -> new SigningKeyState.Next(
                                        next, config.getInstant("NextCertificateEffectiveDate")))),
                desk.run(ExchangeProduct.PARTNERS).stream()
                        .map(ExchangeTrustReader::registration)
                        .toList(),
                servers(),
                desk.run(ExchangeProduct.MAILBOXES).stream()
                        .map(ExchangeTrustReader::person)
                        .toList(),
                new TrustState.Settings(
                        null,
                        connectors(),
                        roles(),
                        List.of(),
                        List.of(),
                        blank.address().online() ? null : dedicatedApplication(),
                        blank.address().online() ? HybridState.NONE : hybrid(),
                        blank.address().online() ? policies() : Set.of(),
                        blank.address().online() ? EwsPolicyState.read(desk) : null));
    }

    private static String defaultDomain(List<JsonObject> domains) {
        return domains.stream()
                .filter(domain -> domain.getBoolean("Default", false))
                .map(domain -> domain.getString("DomainName").replace("*.", ""))
                .findFirst()
                .orElse("unknown");
    }

    /** The realms that Exchange serves: the accepted domains without a wildcard, and the configured realm. */
    private static Set<String> served(List<JsonObject> domains, String configured) {
        Set<String> served = new HashSet<>();
        domains.stream()
                .map(domain -> domain.getString("DomainName"))
                .filter(domain -> !domain.contains("*"))
                .forEach(served::add);
        if (!configured.isEmpty()) {
            served.add(configured);
        }
        return served;
    }

    private static RegisteredPartner registration(JsonObject object) {
        String realm = object.getString("Realm");
        return new RegisteredPartner(
                object.getString("Name"),
                object.getString("ApplicationIdentifier"),
                realm == null || realm.isEmpty() ? null : realm,
                CmdletObjectReader.url(object.getString("AuthMetadataUrl")),
                thumbprints(object),
                Switches.<PartnerTrait>of()
                        .with(PartnerTrait.USES_OAUTH_SERVER, object.getBoolean("UseAuthServer"))
                        .with(PartnerTrait.ENABLED, object.getBoolean("Enabled")),
                "Full",
                object.getString("LinkedAccount"),
                true);
    }

    private static List<String> thumbprints(JsonObject object) {
        return CmdletObjectReader.texts(object.getJsonArray("CertificateStrings")).stream()
                .map(SigningKeyState::certificate)
                .map(SigningKey::x5t)
                .toList();
    }

    /** The authorization servers that issue tokens to servers. Servers that sign users in (AzureAD) are left out. */
    private List<RegisteredAuthorizationServer> servers() {
        return desk.run(ExchangeProduct.AUTHORIZATION_SERVERS).stream()
                .filter(object -> "MicrosoftACS".equals(object.getString("Type")) && object.getString("Realm") != null)
                .map(object -> new RegisteredAuthorizationServer(
                        object.getString("Name"),
                        object.getString("Realm"),
                        URI.create(object.getString("AuthMetadataUrl")),
                        Switches.of(PartnerTrait.BROKER).with(PartnerTrait.ENABLED, object.getBoolean("Enabled")),
                        thumbprints(object),
                        true))
                .toList();
    }

    /** The dedicated hybrid application, if it is in use; null if Exchange uses Microsoft's application. */
    private @Nullable String dedicatedApplication() {
        boolean enabled = usesOverride(ExchangeProduct.OVERRIDE_SECTION);
        return desk.run(ExchangeProduct.AUTHORIZATION_SERVERS).stream()
                .filter(object -> enabled && "AzureAD".equals(object.getString("Type")) && object.getBoolean("Enabled"))
                .map(object -> object.getString("ApplicationIdentifier"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whether the server has picked up an override that switches a setting on. */
    private boolean usesOverride(String section) {
        var product = (ExchangeProduct) ServerProduct.of(desk.node().address());
        String document = CmdletObjectReader.run(desk, product.showUsedOverrides()).stream()
                .map(object -> object.getString("Result"))
                .findFirst()
                .orElse("<Diagnostics/>");
        return XmlReader.read(document.getBytes(StandardCharsets.UTF_8))
                .at("Components", "VariantConfiguration", "Overrides")
                .stream()
                .flatMap(overrides -> overrides.children().stream())
                .filter(override -> override.child("SectionName")
                        .map(XmlElement::text)
                        .filter(section::equals)
                        .isPresent())
                .flatMap(override -> override.child("Parameters").stream())
                .flatMap(parameters -> parameters.children().stream())
                .anyMatch(parameter -> parameter.text().equals(ExchangeProduct.ENABLED));
    }

    private HybridState hybrid() {
        List<JsonObject> servers = desk.run(ExchangeProduct.AUTHORIZATION_SERVERS).stream()
                .filter(object -> "AzureAD".equals(object.getString("Type")))
                .toList();
        List<JsonObject> overrides = desk.run(ExchangeProduct.OVERRIDES).stream()
                .filter(object -> ExchangeProduct.OVERRIDE_SECTION.equals(object.getString("SectionName")))
                .toList();
        boolean enabled = overrides.stream()
                .anyMatch(object -> CmdletObjectReader.texts(object.getJsonArray("Parameters"))
                        .contains(ExchangeProduct.ENABLED));
        return new HybridState(
                servers.stream()
                        .collect(Collectors.toMap(
                                object -> object.getString("IssuerIdentifier"),
                                object -> object.getString("Name"),
                                (first, second) -> first)),
                overrides.stream()
                        .map(object -> object.getString("Name"))
                        .findFirst()
                        .orElse(null),
                usesOverride(ExchangeProduct.OVERRIDE_SECTION) ? federated() : List.of(),
                Switches.<HybridTrait>of()
                        .with(HybridTrait.NAMES_APPLICATION, isGiven(servers, "ApplicationIdentifier"))
                        .with(HybridTrait.OVERRIDE_ENABLED, enabled)
                        .with(
                                HybridTrait.USES_GRAPH,
                                usesOverride(ExchangeProduct.GRAPH_SECTION) && isGiven(servers, "GraphBaseUrl")));
    }

    private static boolean isGiven(List<JsonObject> servers, String property) {
        return servers.stream().anyMatch(server -> server.getString(property) != null);
    }

    private List<String> federated() {
        Set<String> connected = desk.run(ExchangeProduct.CONNECTORS).stream()
                .filter(connector -> connector.getBoolean("Enabled"))
                .flatMap(connector -> CmdletObjectReader.texts(connector.getJsonArray("TargetAddressDomains")).stream())
                .collect(Collectors.toSet());
        return desk.run(ExchangeProduct.RELATIONSHIPS).stream()
                .filter(relationship ->
                        relationship.getBoolean("Enabled") && relationship.getBoolean("FreeBusyAccessEnabled"))
                .flatMap(relationship -> CmdletObjectReader.texts(relationship.getJsonArray("DomainNames")).stream())
                .filter(domain -> !connected.contains(domain))
                .toList();
    }

    private Set<String> policies() {
        return desk.run(PolicyCalendarCmdlet.NAME).stream()
                .filter(change -> change.getBoolean("InForce"))
                .map(change -> change.getString("Id"))
                .collect(Collectors.toSet());
    }

    private static KnownPerson person(JsonObject mailbox) {
        Set<String> addresses = CmdletObjectReader.texts(mailbox.getJsonArray("EmailAddresses")).stream()
                .map(address -> address.substring(address.indexOf(':') + 1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new KnownPerson(mailbox.getString("Name"), mailbox.getString("UserPrincipalName"), addresses);
    }

    private List<URI> connectors() {
        return desk.run(ExchangeProduct.CONNECTORS).stream()
                .filter(connector -> connector.getBoolean("Enabled"))
                .flatMap(connector -> Stream.of(
                        CmdletObjectReader.url(connector.getString("DiscoveryEndpoint")),
                        CmdletObjectReader.url(connector.getString("TargetSharingEpr"))))
                .filter(Objects::nonNull)
                .toList();
    }

    private Map<String, Set<String>> roles() {
        Map<String, Set<String>> roles = new LinkedHashMap<>();
        for (JsonObject assignment : desk.run(ExchangeProduct.ROLES)) {
            roles.computeIfAbsent(assignment.getString("RoleAssigneeName"), name -> new HashSet<>())
                    .add(assignment.getString("Role"));
        }
        return roles;
    }
}
