package org.s2slab.exchange;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.hybrid.Connectors;
import org.s2slab.exchange.hybrid.IntraOrganizationConnector;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** New-, Get-, Set- and Remove-IntraOrganizationConnector. */
final class ConnectorCmdlets {
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private static final Parameter IDENTITY = Parameter.required("Identity", Parameter.Type.STRING, "Its name.");
    private static final Parameter ENABLED =
            Parameter.optional("Enabled", Parameter.Type.BOOLEAN, "Whether it is used; $true unless said otherwise.");
    private static final Parameter SHARING = Parameter.optional(
            "TargetSharingEpr",
            Parameter.Type.URL,
            "The address of Exchange Web Services there, so that Autodiscover is not asked.");
    private static final String DOMAINS = "The domains of recipients whose mailboxes are there.";
    private static final String ENDPOINT = "The Autodiscover service there.";

    private final Connectors connectors;

    ConnectorCmdlets(Connectors connectors) {
        this.connectors = connectors;
    }

    List<Cmdlet> all() {
        return List.of(
                Cmdlet.changes(
                        "New-IntraOrganizationConnector",
                        "Says which domains live in the other half of the organisation; it is asked by OAuth and no other"
                                + " way.",
                        List.of(
                                Parameter.required("Name", Parameter.Type.STRING, "A name for it."),
                                Parameter.required("TargetAddressDomains", Parameter.Type.STRINGS, DOMAINS),
                                Parameter.required("DiscoveryEndpoint", Parameter.Type.URL, ENDPOINT),
                                SHARING,
                                ENABLED),
                        this::create),
                Cmdlet.reads(
                        "Get-IntraOrganizationConnector",
                        "Shows the intra-organization connectors.",
                        List.of(Parameter.optional(
                                "Identity", Parameter.Type.STRING, "A name; * stands for any text.")),
                        this::get),
                Cmdlet.changes(
                        "Set-IntraOrganizationConnector",
                        "Changes an intra-organization connector.",
                        List.of(
                                IDENTITY,
                                Parameter.optional("TargetAddressDomains", Parameter.Type.STRINGS, DOMAINS),
                                Parameter.optional("DiscoveryEndpoint", Parameter.Type.URL, ENDPOINT),
                                SHARING,
                                ENABLED),
                        given -> put(connector(given, named(given)), given)),
                Cmdlet.changes(
                        "Remove-IntraOrganizationConnector",
                        "Removes an intra-organization connector.",
                        List.of(IDENTITY),
                        this::remove));
    }

    private Future<CmdletOutput> create(Parameters given) {
        String name = given.text("Name");
        if (connectors.named(name).isPresent()) {
            return Future.failedFuture(CmdletWords.exists("intra-organization connector", name));
        }
        URI endpoint = endpoint(given.text("DiscoveryEndpoint"));
        return put(connector(given, new IntraOrganizationConnector(name, List.of(), endpoint, null, true)), given)
                .map(done -> given.whatIf() ? done : shown(name));
    }

    private Future<CmdletOutput> put(IntraOrganizationConnector connector, Parameters given) {
        for (String domain : connector.targetAddressDomains()) {
            connectors.all().stream()
                    .filter(other -> !other.name().equalsIgnoreCase(connector.name()))
                    .filter(other -> other.targetAddressDomains().contains(domain))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new Refusal(
                                RefusalCode.CONFLICT,
                                "TargetAddressDomains: '" + domain + "' belongs to the intra-organization connector '"
                                        + other.name() + "' already.");
                    });
        }
        return CmdletWords.unlessWhatIf(given, () -> connectors.put(connector).map(CmdletOutput.NOTHING));
    }

    private Future<CmdletOutput> get(Parameters given) {
        Optional<String> identity = given.optionalText("Identity");
        List<CmdletObject> found = connectors.all().stream()
                .filter(connector -> identity.isEmpty() || CmdletWords.fits(identity.get(), connector.name()))
                .map(ConnectorCmdlets::object)
                .toList();
        if (found.isEmpty() && identity.isPresent() && !identity.get().contains("*")) {
            return Future.failedFuture(CmdletWords.notFound(identity.get()));
        }
        return Future.succeededFuture(CmdletOutput.of(found));
    }

    private Future<CmdletOutput> remove(Parameters given) {
        IntraOrganizationConnector connector = named(given);
        return CmdletWords.unlessWhatIf(
                given, () -> connectors.remove(connector.name()).map(CmdletOutput.NOTHING));
    }

    private IntraOrganizationConnector named(Parameters given) {
        String identity = given.text("Identity");
        return connectors.named(identity).orElseThrow(() -> CmdletWords.notFound(identity));
    }

    /** What was set before, with what is said now. */
    private static IntraOrganizationConnector connector(Parameters given, IntraOrganizationConnector before) {
        return new IntraOrganizationConnector(
                before.name(),
                given.has("TargetAddressDomains")
                        ? domains(given.texts("TargetAddressDomains"))
                        : before.targetAddressDomains(),
                given.optionalText("DiscoveryEndpoint")
                        .map(ConnectorCmdlets::endpoint)
                        .orElse(before.discoveryEndpoint()),
                given.has("TargetSharingEpr") ? sharing(given) : before.targetSharingEpr(),
                given.flag("Enabled", before.enabled()));
    }

    private static List<String> domains(List<String> given) {
        if (given.isEmpty()) {
            throw CmdletWords.invalid("TargetAddressDomains: a connector needs at least one domain.");
        }
        given.stream()
                .filter(domain -> !DOMAIN.matcher(domain).matches())
                .findFirst()
                .ifPresent(domain -> {
                    throw CmdletWords.invalid("TargetAddressDomains: '" + domain
                            + "' is not an SMTP domain, such as contoso.mail.onmicrosoft.com; each domain is named by"
                            + " itself.");
                });
        return given;
    }

    private static URI endpoint(String url) {
        URI endpoint = https("DiscoveryEndpoint", url);
        if (!endpoint.getPath().toLowerCase(Locale.ROOT).endsWith("autodiscover.svc")) {
            throw CmdletWords.invalid("DiscoveryEndpoint: '" + url
                    + "' is no SOAP Autodiscover service, such as"
                    + " https://autodiscover.contoso.com/autodiscover/autodiscover.svc.");
        }
        return endpoint;
    }

    private static @Nullable URI sharing(Parameters given) {
        return given.optionalText("TargetSharingEpr")
                .map(url -> https("TargetSharingEpr", url))
                .orElse(null);
    }

    /** Tokens go nowhere without TLS. */
    private static URI https(String parameter, String url) {
        URI uri = URI.create(url);
        if (!"https".equals(uri.getScheme())) {
            throw CmdletWords.invalid(parameter + ": '" + url + "' is not an https address.");
        }
        return uri;
    }

    private CmdletOutput shown(String name) {
        return CmdletOutput.of(
                connectors.named(name).map(ConnectorCmdlets::object).stream().toList());
    }

    private static CmdletObject object(IntraOrganizationConnector connector) {
        String distinguished = "CN=" + connector.name() + ",CN=Intra Organization Connectors";
        URI sharing = connector.targetSharingEpr();
        return CmdletObject.empty()
                .with("TargetAddressDomains", connector.targetAddressDomains())
                .with("DiscoveryEndpoint", connector.discoveryEndpoint().toString())
                .with("TargetSharingEpr", sharing == null ? null : sharing.toString())
                .with("Enabled", connector.enabled())
                .with("Name", connector.name())
                .with("DistinguishedName", distinguished)
                .with("Identity", connector.name())
                .with("Guid", CmdletWords.guid(distinguished));
    }
}
