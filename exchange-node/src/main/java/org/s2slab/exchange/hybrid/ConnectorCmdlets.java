package org.s2slab.exchange.hybrid;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.NamedTable;

/** The cmdlets New-, Get-, Set- and Remove-IntraOrganizationConnector. */
public record ConnectorCmdlets(NamedTable<IntraOrganizationConnector> connectors) {
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-IntraOrganizationConnector", this::create),
                objects().get(),
                CMDLETS.cmdlet("Set-IntraOrganizationConnector", this::set),
                objects().remove(connector -> connectors.remove(connector.name())));
    }

    private ObjectCmdlets<IntraOrganizationConnector> objects() {
        return new ObjectCmdlets<>(
                ExchangeCmdlets.kind("IntraOrganizationConnector", "intra-organization connector"),
                connectors::all,
                IntraOrganizationConnector::name,
                ConnectorCmdlets::object);
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String name = given.text("Name");
        objects().requireFree(name);
        URI endpoint = endpoint(given.text("DiscoveryEndpoint"));
        var connector = connector(given, new IntraOrganizationConnector(name, List.of(), endpoint, null, true));
        requireOwnDomains(connector);
        return objects().shownAfter(given, () -> connectors.put(connector), name);
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        IntraOrganizationConnector connector = connector(given, objects().existing(given));
        requireOwnDomains(connector);
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> connectors.put(connector));
    }

    private void requireOwnDomains(IntraOrganizationConnector connector) {
        for (String domain : connector.domains()) {
            connectors.all().stream()
                    .filter(other -> !other.name().equalsIgnoreCase(connector.name()))
                    .filter(other -> other.domains().contains(domain))
                    .findFirst()
                    .ifPresent(other -> {
                        throw Refusal.conflict("TargetAddressDomains: '" + domain
                                + "' belongs to the intra-organization connector '" + other.name() + "' already.");
                    });
        }
    }

    /** The connector with the given parameters; missing parameters keep their earlier values. */
    private static IntraOrganizationConnector connector(CmdletArguments given, IntraOrganizationConnector before) {
        return new IntraOrganizationConnector(
                before.name(),
                given.has("TargetAddressDomains") ? domains("TargetAddressDomains", given) : before.domains(),
                given.optionalText("DiscoveryEndpoint")
                        .map(ConnectorCmdlets::endpoint)
                        .orElse(before.discoveryEndpoint()),
                given.has("TargetSharingEpr") ? sharing(given) : before.sharingEpr(),
                given.flag("Enabled", before.enabled()));
    }

    /** The domains in a parameter; at least one. */
    static List<String> domains(String parameter, CmdletArguments arguments) {
        List<String> given = arguments.texts(parameter);
        if (given.isEmpty()) {
            throw Refusal.invalid(parameter + ": at least one domain is needed.");
        }
        given.stream()
                .filter(domain -> !DOMAIN.matcher(domain).matches())
                .findFirst()
                .ifPresent(domain -> {
                    throw Refusal.invalid(parameter + ": '" + domain
                            + "' is not an SMTP domain, such as contoso.mail.onmicrosoft.com; each domain is named by"
                            + " itself.");
                });
        return given;
    }

    private static URI endpoint(String url) {
        URI endpoint = https("DiscoveryEndpoint", url);
        if (!endpoint.getPath().toLowerCase(Locale.ROOT).endsWith("autodiscover.svc")) {
            throw Refusal.invalid("DiscoveryEndpoint: '" + url
                    + "' is no SOAP Autodiscover service, such as"
                    + " https://autodiscover.contoso.com/autodiscover/autodiscover.svc.");
        }
        return endpoint;
    }

    private static @Nullable URI sharing(CmdletArguments given) {
        return given.optionalText("TargetSharingEpr")
                .map(url -> https("TargetSharingEpr", url))
                .orElse(null);
    }

    /** Requires an https URL, because tokens are only sent over TLS. */
    static URI https(String parameter, String url) {
        URI uri = URI.create(url);
        if (!"https".equals(uri.getScheme())) {
            throw Refusal.invalid(parameter + ": '" + url + "' is not an https address.");
        }
        return uri;
    }

    private static CmdletObject object(IntraOrganizationConnector connector) {
        URI sharing = connector.sharingEpr();
        CmdletObject object = CmdletObject.empty()
                .with("TargetAddressDomains", connector.domains())
                .with("DiscoveryEndpoint", connector.discoveryEndpoint().toString())
                .with("TargetSharingEpr", sharing == null ? null : sharing.toString())
                .with("Enabled", connector.enabled());
        return ExchangeCmdlets.named(object, connector.name(), "Intra Organization Connectors");
    }
}
