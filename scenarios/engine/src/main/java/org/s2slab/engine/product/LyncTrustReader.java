package org.s2slab.engine.product;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.s2slab.config.Switches;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.product.TrustState.KnownPerson;
import org.s2slab.identity.PrincipalId;
import org.s2slab.validation.PartnerTrait;

/** Reads the trust configuration of Lync with its cmdlets. */
record LyncTrustReader(AdministratorClient desk) {
    private static final String METADATA = "Value=https://";

    TrustState read() {
        TrustState blank = TrustState.unreachable(desk.node().address());
        JsonObject configuration = desk.one(LyncProduct.CONFIGURATION);
        String realm = configuration.getString("Realm");
        List<KnownPerson> people = people();
        return new TrustState(
                blank.address(),
                desk.now(),
                new PrincipalId(configuration.getString("ServiceName"), realm),
                Set.of(realm),
                keys(),
                desk.run(LyncProduct.PARTNERS).stream()
                        .map(LyncTrustReader::registration)
                        .toList(),
                desk.run(LyncProduct.AUTHORIZATION_SERVERS).stream()
                        .filter(object -> !"AzureAD".equals(object.getString("Type")))
                        .map(LyncTrustReader::server)
                        .toList(),
                people,
                new TrustState.Settings(
                        CmdletObjectReader.url(configuration.getString("ExchangeAutodiscoverUrl")),
                        List.of(),
                        Map.of(),
                        sipDomains(people),
                        List.of(),
                        blank.address().online()
                                ? null
                                : desk.one(LyncProduct.OWN_APPLICATION).getString("ApplicationIdentifier"),
                        HybridState.NONE,
                        Set.of(),
                        null));
    }

    private SigningKeyState keys() {
        SigningKeyState keys = CmdletObjectReader.keys(desk);
        List<JsonObject> assigned = CmdletObjectReader.run(
                desk, ServerProduct.of(desk.node().address()).showSigning());
        Optional<X509Certificate> current = assigned.stream()
                .filter(object -> object.getValue("EffectiveDate") == null)
                .findFirst()
                .flatMap(object -> keys.stored(object.getString("Thumbprint")));
        Optional<SigningKeyState.Next> next = assigned.stream()
                .filter(object -> object.getValue("EffectiveDate") != null)
                .findFirst()
                .flatMap(object -> keys.stored(object.getString("Thumbprint"))
                        .map(certificate -> new SigningKeyState.Next(certificate, object.getInstant("EffectiveDate"))));
        return keys.signing(current, next);
    }

    private static RegisteredPartner registration(JsonObject object) {
        String source = object.getString("AuthToken", "");
        URI metadata = source.startsWith(METADATA) ? URI.create(source.substring("Value=".length())) : null;
        return new RegisteredPartner(
                object.getString("Name"),
                object.getString("ApplicationIdentifier"),
                object.getString("Realm"),
                metadata,
                CmdletObjectReader.texts(object.getJsonArray("CertificateThumbprints")),
                Switches.<PartnerTrait>of()
                        .with(PartnerTrait.USES_OAUTH_SERVER, source.equals("UseOAuthServer"))
                        .with(PartnerTrait.ENABLED, object.getBoolean("Enabled")),
                object.getString("ApplicationTrustLevel"),
                null,
                true);
    }

    private static RegisteredAuthorizationServer server(JsonObject object) {
        return new RegisteredAuthorizationServer(
                object.getString("Name"),
                object.getString("Realm"),
                URI.create(object.getString("MetadataUrl")),
                Switches.of(PartnerTrait.ENABLED, PartnerTrait.BROKER),
                CmdletObjectReader.texts(object.getJsonArray("CertificateThumbprints")),
                true);
    }

    private List<KnownPerson> people() {
        List<KnownPerson> people = new ArrayList<>();
        for (JsonObject user : desk.run(LyncProduct.USERS)) {
            String sip = user.getString("SipAddress", "");
            String address = sip.startsWith("sip:") ? sip.substring("sip:".length()) : sip;
            String upn = user.getString("UserPrincipalName");
            people.add(new KnownPerson(upn, upn, address.isEmpty() ? Set.of() : Set.of(address)));
        }
        return people;
    }

    private static List<String> sipDomains(List<KnownPerson> people) {
        Set<String> domains = new LinkedHashSet<>();
        people.stream()
                .flatMap(person -> person.addresses().stream())
                .map(address -> address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT))
                .forEach(domains::add);
        return List.copyOf(domains);
    }
}
