package org.s2slab.scenarios.doctor;

import io.vertx.core.json.JsonArray;
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
import org.s2slab.identity.PrincipalId;
import org.s2slab.scenarios.doctor.NodeFacts.KnownPerson;
import org.s2slab.scenarios.topology.Desk;

/** What Lync's cmdlets say. */
final class LyncReader {
    private static final String METADATA = "Value=https://";

    private final Desk desk;

    LyncReader(Desk desk) {
        this.desk = desk;
    }

    NodeFacts read() {
        NodeFacts blank = NodeFacts.unreachable(desk.node().address());
        JsonObject configuration = desk.one("Get-CsOAuthConfiguration");
        String realm = configuration.getString("Realm");
        List<KnownPerson> people = people();
        return new NodeFacts(
                blank.address(),
                desk.now(),
                new PrincipalId(configuration.getString("ServiceName"), realm),
                Set.of(realm),
                keys(blank),
                desk.run("Get-CsPartnerApplication").stream()
                        .map(LyncReader::registration)
                        .toList(),
                desk.run("Get-CsOAuthServer").stream().map(LyncReader::server).toList(),
                people,
                new NodeFacts.Settings(
                        FactsReader.url(configuration.getString("ExchangeAutodiscoverUrl")),
                        List.of(),
                        Map.of(),
                        sipDomains(people),
                        List.of()));
    }

    private Keys keys(NodeFacts blank) {
        Keys keys = FactsReader.keys(desk, blank);
        List<JsonObject> assigned =
                desk.run("Get-CsCertificate", new JsonObject().put("Type", new JsonArray().add("OAuthTokenIssuer")));
        Optional<X509Certificate> current = assigned.stream()
                .filter(object -> object.getValue("EffectiveDate") == null)
                .findFirst()
                .flatMap(object -> keys.stored(object.getString("Thumbprint")));
        Optional<Keys.Next> next = assigned.stream()
                .filter(object -> object.getValue("EffectiveDate") != null)
                .findFirst()
                .flatMap(object -> keys.stored(object.getString("Thumbprint"))
                        .map(certificate -> new Keys.Next(certificate, object.getInstant("EffectiveDate"))));
        return keys.signing(current, next);
    }

    private static Registration registration(JsonObject object) {
        String source = object.getString("AuthToken", "");
        URI metadata = source.startsWith(METADATA) ? URI.create(source.substring("Value=".length())) : null;
        return new Registration(
                object.getString("Name"),
                object.getString("ApplicationIdentifier"),
                object.getString("Realm"),
                metadata,
                FactsReader.texts(object.getJsonArray("CertificateThumbprints")),
                source.equals("UseOAuthServer"),
                object.getBoolean("Enabled"),
                object.getString("ApplicationTrustLevel"),
                null,
                true);
    }

    private static TokenServer server(JsonObject object) {
        return new TokenServer(
                object.getString("Name"),
                object.getString("Realm"),
                URI.create(object.getString("MetadataUrl")),
                true,
                FactsReader.texts(object.getJsonArray("CertificateThumbprints")),
                true);
    }

    private List<KnownPerson> people() {
        List<KnownPerson> people = new ArrayList<>();
        for (JsonObject user : desk.run("Get-CsUser")) {
            String sip = FactsReader.required(user.getString("SipAddress"));
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
