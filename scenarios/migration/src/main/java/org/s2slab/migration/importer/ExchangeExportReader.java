package org.s2slab.migration.importer;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.ExchangeProduct;

/** Reads the output of Exchange's cmdlets. */
record ExchangeExportReader(ImportedServer from, DeploymentDraft draft, ServerDraft server) {
    /** The values of AuthServerType, by number. */
    private static final List<String> TYPES =
            List.of("Unknown", "MicrosoftACS", "Facebook", "LinkedIn", "ADFS", "AzureAD");

    /** The member with an application's permissions to act for users. */
    static final String ACT_AS = "ActAsPermissions";

    private static final List<String> GRANTS = List.of(ACT_AS, "AppOnlyPermissions");

    void read(MetadataExport document) {
        List<String> store = new ArrayList<>();
        for (ImportedObject object : from.all(ExchangeProduct.CERTIFICATES)) {
            certificate(object, store);
        }
        Optional<ImportedObject> config = from.first(ExchangeProduct.CONFIGURATION);
        server.keysAreKnown = config.isPresent() || !document.keys().isEmpty();
        server.keys = config.map(this::keys)
                .orElseGet(() -> document.keys().stream()
                        .findFirst()
                        .map(ImportedSigningKeys::signing)
                        .orElse(ImportedSigningKeys.NONE)
                        .publishing(document.keys()))
                .storing(store);
        config.ifPresent(object -> {
            server.serviceName = object.text("ServiceName").orElse(null);
            server.configuredRealm = object.realm("Realm").orElse(null);
        });
        domains();
        server.realm = document.realm()
                .orElseGet(() -> server.configuredRealm != null
                        ? server.configuredRealm
                        : server.domains.stream()
                                .findFirst()
                                .map(domain -> domain.replace("*.", ""))
                                .orElse(null));
        server.partnersAreKnown = from.has(ExchangeProduct.PARTNERS);
        from.all(ExchangeProduct.PARTNERS).forEach(object -> partner(object).ifPresent(server.partners::add));
        server.serversAreKnown = from.has(ExchangeProduct.AUTHORIZATION_SERVERS);
        from.all(ExchangeProduct.AUTHORIZATION_SERVERS).forEach(this::authServer);
        from.all(ExchangeProduct.CONNECTORS).forEach(this::connector);
        if (from.has(ExchangeProduct.SERVERS)) {
            List<String> listed = from.all(ExchangeProduct.SERVERS).stream()
                    .filter(object -> !object.flag("IsEdgeServer", false))
                    .map(object -> DomainNameValidator.checked(object.file(), "Fqdn", object.require("Fqdn")))
                    .toList();
            server.listed.put("", listed);
        }
        hybrid().read();
        people();
    }

    private HybridExportReader hybrid() {
        return new HybridExportReader(from, draft, server);
    }

    /** Reads a certificate. A certificate of web services contains host names. */
    private void certificate(ImportedObject object, List<String> store) {
        KnownCertificate certificate = KnownCertificate.ofObject(object)
                .orElseThrow(() -> object.wrong("Thumbprint", object.member("Thumbprint"), "a thumbprint", ""));
        boolean serves =
                object.text("Services").orElse("").toUpperCase(Locale.ROOT).contains("IIS");
        if (!serves) {
            store.add(draft.keep(certificate));
        } else if (!server.hostsAreKnown) {
            certificate.names().stream()
                    .filter(name -> DomainNameValidator.isName(name) && name.contains("."))
                    .forEach(server.hosts::add);
        }
    }

    private ImportedSigningKeys keys(ImportedObject config) {
        return new ImportedSigningKeys(
                draft.thumbprint(config, "CurrentCertificateThumbprint"),
                draft.thumbprint(config, "PreviousCertificateThumbprint"),
                draft.thumbprint(config, "NextCertificateThumbprint"),
                config.moment("NextCertificateEffectiveDate")
                        .filter(PowerShellDateParser::isSet)
                        .orElse(null),
                List.of());
    }

    private void domains() {
        server.domainsAreKnown = from.has(ExchangeProduct.DOMAINS);
        for (boolean requested : new boolean[] {true, false}) {
            for (ImportedObject object : from.all(ExchangeProduct.DOMAINS)) {
                if (object.flag("Default", false) == requested) {
                    server.domains.add(
                            DomainNameValidator.checked(object.file(), "DomainName", object.require("DomainName")));
                }
            }
        }
    }

    private Optional<ImportedPartner> partner(ImportedObject object) {
        String name = object.require("Name");
        URI metadata = object.address("AuthMetadataUrl").orElse(null);
        boolean byServer = object.flag("UseAuthServer", metadata == null);
        if (metadata == null && !byServer) {
            draft.notes.leftOut(server.name + ": the partner application '" + name
                    + "' has no metadata address and no authorization server");
            return Optional.empty();
        }
        Map<String, List<String>> granted = new LinkedHashMap<>();
        GRANTS.stream().filter(object::has).forEach(kind -> granted.put(kind, object.texts(kind)));
        server.grants.put(name, granted);
        return Optional.of(new ImportedPartner(
                name,
                object.require("ApplicationIdentifier").toLowerCase(Locale.ROOT),
                object.realm("Realm").orElse(null),
                metadata,
                byServer,
                byServer ? Set.of() : certificates(object, "CertificateStrings"),
                object.flag("Enabled", true),
                "Full",
                account(object).orElse(null),
                object.flag("AcceptSecurityIdentifierInformation", false)));
    }

    /** The account's name, from {@code contoso.com/Users/Name}, a distinguished name, or an object with one. */
    private static Optional<String> account(ImportedObject object) {
        return object.text("LinkedAccount")
                .map(text -> text.toUpperCase(Locale.ROOT).startsWith("CN=")
                        ? KnownCertificate.commonName(text)
                        : text.substring(text.lastIndexOf('/') + 1));
    }

    /** The stored keys in a member; null if the member is missing. */
    private @Nullable Set<String> certificates(ImportedObject object, String member) {
        if (!object.has(member)) {
            return null;
        }
        Set<String> keys = new LinkedHashSet<>();
        object.certificates(member).forEach(certificate -> keys.add(draft.keep(certificate)));
        return keys;
    }

    private void authServer(ImportedObject object) {
        String name = object.require("Name");
        String type = type(object);
        URI metadata = object.address("AuthMetadataUrl").orElse(null);
        if (type.equals("AzureAD") && metadata != null) {
            hybrid().signInServer(name, metadata, object);
            return;
        }
        if (!type.equals("MicrosoftACS") || metadata == null) {
            draft.notes.leftOut(server.name + ": the authorization server '" + name + "' of type " + type
                    + " signs in people, not servers");
            return;
        }
        server.servers.add(new ImportedAuthorizationServer(
                name,
                object.text("Realm").orElse(null),
                metadata,
                object.flag("Enabled", true),
                certificates(object, "CertificateStrings"),
                object.text("ApplicationIdentifier").orElse(null)));
    }

    private static String type(ImportedObject object) {
        JsonNode value = object.member("Type");
        String word = value == null ? "MicrosoftACS" : object.text("Type").orElse("MicrosoftACS");
        if (word.matches("[0-9]")) {
            int number = Integer.parseInt(word);
            return number < TYPES.size() ? TYPES.get(number) : word;
        }
        return word;
    }

    private void connector(ImportedObject object) {
        String name = object.require("Name");
        Optional<URI> discovery = object.address("DiscoveryEndpoint");
        List<String> domains = object.texts("TargetAddressDomains").stream()
                .map(text -> text.replaceFirst("(?i)^smtp:", ""))
                .filter(domain -> DomainNameValidator.isName(domain) && domain.contains("."))
                .toList();
        if (discovery.isEmpty() || domains.isEmpty()) {
            draft.notes.leftOut(server.name + ": the connector '" + name + "' has no discovery endpoint or no domains");
            return;
        }
        server.connectors.add(new ImportedConnector(
                name,
                discovery.get(),
                object.address("TargetSharingEpr").orElse(null),
                domains,
                object.flag("Enabled", true)));
    }

    private void people() {
        server.peopleAreKnown = from.has(ExchangeProduct.MAILBOXES);
        for (ImportedObject object : from.all(ExchangeProduct.MAILBOXES)) {
            String upn = object.text("UserPrincipalName").orElse("");
            List<String> mail = new ArrayList<>();
            for (String address : object.texts("EmailAddresses")) {
                if (address.regionMatches(true, 0, "smtp:", 0, 5)) {
                    mail.add(address.startsWith("SMTP:") ? 0 : mail.size(), address.substring(5));
                } else if (!address.contains(":")) {
                    mail.add(address);
                }
            }
            if (upn.indexOf('@') > 0 && !mail.isEmpty()) {
                String name = object.text("Name").orElse(upn);
                server.people.add(new ImportedPerson(name, upn, null, mail, !object.flag("AccountDisabled", false)));
            }
        }
        server.rolesAreKnown = from.has(ExchangeProduct.ROLES);
        for (ImportedObject object : from.all(ExchangeProduct.ROLES)) {
            Optional<String> role = object.text("Role");
            object.text("RoleAssigneeName")
                    .ifPresent(who -> role.ifPresent(what -> server.roles
                            .computeIfAbsent(who, account -> new LinkedHashSet<>())
                            .add(what)));
        }
    }
}
