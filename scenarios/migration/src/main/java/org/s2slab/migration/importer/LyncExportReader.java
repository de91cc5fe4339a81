package org.s2slab.migration.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.LyncProduct;

/**
 * Reads the output of Lync's cmdlets.
 *
 * @param now the time of the export
 */
record LyncExportReader(ImportedServer from, DeploymentDraft draft, ServerDraft server, Instant now) {
    private static final String OAUTH = "OAuthTokenIssuer";
    private static final String VALUE = "Value=";

    /** The first characters of a certificate in Base64. */
    private static final String DER = "MII";

    private static final List<String> LEVELS = List.of("Full", "Application", "User");

    void read(MetadataExport document) {
        certificates(document);
        from.first(LyncProduct.CONFIGURATION).ifPresent(this::configuration);
        server.partnersAreKnown = from.has(LyncProduct.PARTNERS);
        from.all(LyncProduct.PARTNERS).forEach(object -> server.partners.add(partner(object)));
        server.serversAreKnown = from.has(LyncProduct.AUTHORIZATION_SERVERS);
        for (ImportedObject object : from.all(LyncProduct.AUTHORIZATION_SERVERS)) {
            if (object.text("Type").filter("AzureAD"::equals).isPresent()) {
                continue;
            }
            Optional<URI> metadata = object.address("MetadataUrl").or(() -> source(object, "AuthToken"));
            metadata.ifPresent(url -> server.servers.add(new ImportedAuthorizationServer(
                    object.text("Name").orElseGet(() -> object.require("Identity")),
                    object.realm("Realm").orElse(null),
                    url,
                    true,
                    thumbprints(object),
                    null)));
        }
        from.all(LyncProduct.POOLS).forEach(this::pool);
        from.first(LyncProduct.OWN_APPLICATION).ifPresent(this::ownApplication);
        server.peopleAreKnown = from.has(LyncProduct.USERS);
        from.all(LyncProduct.USERS).forEach(this::person);
    }

    /** Reads a pool of Front End Servers. Other pools, such as those of Edge Servers, have no user services. */
    private void pool(ImportedObject object) {
        if (String.valueOf(object.member("Services")).contains("UserServer")) {
            String host = DomainNameValidator.checked(object.file(), "Identity", object.require("Identity"));
            server.listed.put(
                    host,
                    object.texts("Computers").stream()
                            .map(one -> DomainNameValidator.checked(object.file(), "Computers", one))
                            .toList());
        }
    }

    private void ownApplication(ImportedObject object) {
        object.text("ApplicationIdentifier").ifPresent(application -> {
            server.ownApplication = application;
            server.tokenEndpointHost = object.text("TokenEndpointHost").orElse("login.microsoftonline.com");
        });
    }

    private void configuration(ImportedObject object) {
        object.realm("Realm").ifPresent(realm -> server.realm = realm);
        server.serviceName = object.text("ServiceName").orElse(null);
        server.autodiscover =
                object.address("ExchangeAutodiscoverUrl").map(URI::toString).orElse(null);
        object.texts("ExchangeAutodiscoverAllowedDomains").forEach(server.redirects::add);
    }

    /**
     * Reads the current, the previous and the next certificate. The real cmdlet shows the effective date of each
     * certificate, the lab's cmdlet only the date of the next certificate.
     */
    private void certificates(MetadataExport document) {
        List<ImportedObject> oauth = new ArrayList<>();
        for (ImportedObject object : from.all(LyncProduct.CERTIFICATES)) {
            KnownCertificate certificate = KnownCertificate.ofObject(object)
                    .orElseThrow(() -> object.wrong("Thumbprint", object.member("Thumbprint"), "a thumbprint", ""));
            if (isIssuer(object, certificate, document)) {
                draft.keep(certificate);
                oauth.add(object);
            } else if (object.text("Use").orElse("Default").equalsIgnoreCase("Default")) {
                hosts(certificate);
            }
        }
        server.keysAreKnown =
                from.has(LyncProduct.CERTIFICATES) || !document.keys().isEmpty();
        Comparator<ImportedObject> byDate =
                Comparator.comparing(object -> effective(object).orElse(Instant.MIN));
        oauth.sort(byDate);
        String current = null;
        String previous = null;
        String next = null;
        Instant date = null;
        for (ImportedObject object : oauth) {
            Optional<Instant> effective = effective(object);
            if (effective.isPresent() && effective.get().isAfter(now)) {
                next = next == null ? draft.thumbprint(object, "Thumbprint") : next;
                date = date == null ? effective.get() : date;
            } else {
                previous = object.text("PreviousThumbprint").isPresent()
                        ? draft.thumbprint(object, "PreviousThumbprint")
                        : current;
                current = draft.thumbprint(object, "Thumbprint");
            }
        }
        if (!from.has(LyncProduct.CERTIFICATES)) {
            current = document.keys().stream().findFirst().orElse(null);
        }
        server.keys = new ImportedSigningKeys(current, previous, next, date, List.of()).publishing(document.keys());
    }

    private static Optional<Instant> effective(ImportedObject object) {
        return object.moment("EffectiveDate").filter(PowerShellDateParser::isSet);
    }

    /** Whether a certificate signs tokens. If its use is exported as a number, the metadata document decides. */
    private static boolean isIssuer(ImportedObject object, KnownCertificate certificate, MetadataExport document) {
        String use = object.text("Use").orElse(OAUTH);
        return use.equalsIgnoreCase(OAUTH)
                || (use.matches("[0-9]+") && document.keys().contains(certificate.thumbprint()));
    }

    private void hosts(KnownCertificate certificate) {
        if (server.hostsAreKnown) {
            return;
        }
        String subject = certificate.subject();
        if (subject != null && DomainNameValidator.isName(subject) && subject.contains(".")) {
            server.hosts.add(subject.toLowerCase(Locale.ROOT));
        }
        certificate.names().stream().filter(name -> name.contains(".")).forEach(server.hosts::add);
    }

    private ImportedPartner partner(ImportedObject object) {
        String name = object.text("Name").orElseGet(() -> object.require("Identity"));
        Optional<URI> metadata = source(object, "AuthToken");
        Set<String> byHand = metadata.isPresent() ? Set.of() : raw(object);
        boolean byServer = metadata.isEmpty() && byHand.isEmpty();
        return new ImportedPartner(
                name,
                object.require("ApplicationIdentifier").toLowerCase(Locale.ROOT),
                object.realm("Realm").orElse(null),
                metadata.orElse(null),
                byServer,
                byHand.isEmpty() ? thumbprints(object) : byHand,
                object.flag("Enabled", true),
                level(object, name),
                null,
                object.flag("AcceptSecurityIdentifierInformation", false));
    }

    private String level(ImportedObject object, String name) {
        String word = object.text("ApplicationTrustLevel").orElse("Full");
        if (word.matches("[0-2]")) {
            String level = LEVELS.get(Integer.parseInt(word));
            draft.notes.assumed(server.name + ": the trust level of '" + name + "' is the number " + word + ", read as "
                    + level + "; ConvertTo-Json -EnumsAsStrings of PowerShell 7 writes the name");
            return level;
        }
        return LEVELS.stream()
                .filter(word::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> object.wrong(
                        "ApplicationTrustLevel", object.member("ApplicationTrustLevel"), "one of " + LEVELS, ""));
    }

    /** The URL in AuthToken: {@code Value=https://…}, or an object with this URL. */
    private static Optional<URI> source(ImportedObject object, String member) {
        JsonNode value = object.member(member);
        if (value == null || (value.isObject() && value.isEmpty())) {
            return Optional.empty();
        }
        return object.text(member)
                .map(text -> text.startsWith(VALUE) ? text.substring(VALUE.length()) : text)
                .filter(text -> text.startsWith("https://"))
                .map(URI::create);
    }

    /** The certificates that were entered manually. */
    private Set<String> raw(ImportedObject object) {
        JsonNode value = object.member("AuthToken");
        Set<String> keys = new LinkedHashSet<>();
        if (value != null && !(value.isObject() && value.isEmpty())) {
            String text = object.text("AuthToken").orElse("").replaceFirst("^" + VALUE, "");
            for (String one : text.startsWith(DER) ? text.split(",", -1) : new String[0]) {
                keys.add(draft.keep(KnownCertificate.of(object, "AuthToken", TextNode.valueOf(one))));
            }
        }
        return keys;
    }

    /** The stored keys, which only the lab's cmdlets show. */
    private @Nullable Set<String> thumbprints(ImportedObject object) {
        if (!object.has("CertificateThumbprints")) {
            return null;
        }
        Set<String> keys = new LinkedHashSet<>();
        for (String text : object.texts("CertificateThumbprints")) {
            KnownCertificate.ofThumbprint(text).map(draft::keep).ifPresent(keys::add);
        }
        return keys;
    }

    private void person(ImportedObject object) {
        object.text("UserPrincipalName").filter(upn -> upn.indexOf('@') > 0).ifPresent(upn -> {
            String sip = object.text("SipAddress")
                    .map(text -> text.replaceFirst("(?i)^sip:", ""))
                    .orElse(null);
            String name = object.text("DisplayName").orElse(upn);
            server.people.add(new ImportedPerson(name, upn, sip, List.of(), true));
        });
    }
}
