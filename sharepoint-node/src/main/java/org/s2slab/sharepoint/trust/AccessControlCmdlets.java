package org.s2slab.sharepoint.trust;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.sharepoint.trust.AccessControlProxies.Proxy;
import org.s2slab.trace.Ids;
import org.s2slab.trust.PartnerRegistry;

/**
 * New-SPAzureAccessControlServiceApplicationProxy, and Get- and Remove-SPServiceApplicationProxy as far as there are
 * service applications here.
 */
public final class AccessControlCmdlets {
    private static final String TYPE = "Azure Access Control Service Application Proxy";

    private final AccessControlProxies proxies;
    private final PartnerRegistry partners;
    private final Ids ids;

    public AccessControlCmdlets(AccessControlProxies proxies, PartnerRegistry partners, Ids ids) {
        this.proxies = proxies;
        this.partners = partners;
        this.ids = ids;
    }

    public List<Cmdlet> all() {
        return List.of(
                Cmdlet.changes(
                        "New-SPAzureAccessControlServiceApplicationProxy",
                        "Lets the farm get tokens from an authorization server, once it trusts that server too.",
                        List.of(
                                Parameter.required("Name", Parameter.Type.STRING, "A name for it."),
                                Parameter.required(
                                        "MetadataServiceEndpointUri",
                                        Parameter.Type.URL,
                                        "Where the server's AuthMetadata document is."),
                                Parameter.optional(
                                        "DefaultProxyGroup",
                                        Parameter.Type.SWITCH,
                                        "Adds it to the farm's default proxy group; the farm uses no other.")),
                        this::create),
                Cmdlet.reads(
                        "Get-SPServiceApplicationProxy",
                        "Returns the service application proxies; there are those of authorization servers.",
                        List.of(Parameter.optional("Identity", Parameter.Type.STRING, "Its name or id.")),
                        this::get),
                Cmdlet.changes(
                        "Remove-SPServiceApplicationProxy",
                        "Removes a service application proxy: no more tokens are got through it.",
                        List.of(Parameter.required("Identity", Parameter.Type.STRING, "Its name or id.")),
                        this::remove));
    }

    private Future<CmdletOutput> create(Parameters given) {
        String name = given.text("Name");
        URI url = URI.create(given.text("MetadataServiceEndpointUri"));
        if (proxies.named(name).isPresent()) {
            return Future.failedFuture(new Refusal(
                    RefusalCode.CONFLICT, "A service application proxy with the name '" + name + "' already exists."));
        }
        Proxy proxy = new Proxy(ids.uuid(), name, url, given.flag("DefaultProxyGroup", false));
        return partners.read(url, given.context()).compose(document -> {
            if (!document.serviceName().equals(WellKnownPrincipals.AUTHORIZATION_SERVER)) {
                throw TrustedIssuers.invalid("MetadataServiceEndpointUri: the document at '" + url + "' is of '"
                        + document.serviceName() + "', which is no authorization server.");
            }
            return given.whatIf()
                    ? Future.succeededFuture(CmdletOutput.NOTHING)
                    : proxies.add(proxy).map(done -> CmdletOutput.of(object(proxy)));
        });
    }

    private Future<CmdletOutput> get(Parameters given) {
        Optional<String> identity = given.optionalText("Identity");
        List<Proxy> found = identity.isPresent() ? List.of(existing(identity.get())) : proxies.all();
        return Future.succeededFuture(
                CmdletOutput.of(found.stream().map(AccessControlCmdlets::object).toList()));
    }

    private Future<CmdletOutput> remove(Parameters given) {
        Proxy proxy = existing(given.text("Identity"));
        return given.whatIf()
                ? Future.succeededFuture(CmdletOutput.NOTHING)
                : proxies.remove(proxy).map(CmdletOutput.NOTHING);
    }

    private Proxy existing(String identity) {
        return proxies.named(identity)
                .orElseThrow(() -> new Refusal(
                        RefusalCode.NOT_FOUND,
                        "Cannot find a service application proxy '" + identity + "'. There are: "
                                + proxies.all().stream().map(Proxy::name).toList()));
    }

    private static CmdletObject object(Proxy proxy) {
        return CmdletObject.empty()
                .with("DisplayName", proxy.name())
                .with("TypeName", TYPE)
                .with("Id", proxy.id())
                .with("MetadataServiceEndpointUri", proxy.metadata().toString())
                .with("InDefaultProxyGroup", proxy.inDefaultGroup());
    }
}
