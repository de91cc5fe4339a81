package org.s2slab.sharepoint.trust;

import static org.s2slab.management.CmdletParameter.Type.STRING;
import static org.s2slab.management.CmdletParameter.Type.SWITCH;
import static org.s2slab.management.CmdletParameter.Type.URL;
import static org.s2slab.management.CmdletParameter.optional;
import static org.s2slab.management.CmdletParameter.required;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.management.ObjectKind;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.trust.AccessControlProxies.Proxy;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trust.PartnerRegistry;

/** New-SPAzureAccessControlServiceApplicationProxy, and Get- and Remove-SPServiceApplicationProxy for these proxies. */
public final class AccessControlCmdlets {
    private static final String TYPE = "Azure Access Control Service Application Proxy";

    private final AccessControlProxies proxies;
    private final PartnerRegistry partners;
    private final IdGenerator ids;
    private final ObjectCmdlets<Proxy> objects;

    public AccessControlCmdlets(AccessControlProxies proxies, PartnerRegistry partners, IdGenerator ids) {
        this.proxies = proxies;
        this.partners = partners;
        this.ids = ids;
        ObjectKind kind = new ObjectKind(
                "SPServiceApplicationProxy",
                "The name or id of the proxy.",
                false,
                missing -> "Cannot find a service application proxy '" + missing + "'. There are: "
                        + proxies.all().stream().map(Proxy::name).toList(),
                taken -> "A service application proxy with the name '" + taken + "' already exists.");
        this.objects = new ObjectCmdlets<>(kind, proxies::all, Proxy::name, AccessControlCmdlets::object)
                .identifiedBy(Proxy::isNamed);
    }

    public List<Cmdlet> all() {
        return List.of(
                Cmdlet.changes(
                        "New-SPAzureAccessControlServiceApplicationProxy",
                        "Lets the farm request tokens from an authorization server. The farm must also trust that"
                                + " server.",
                        List.of(
                                required("Name", STRING, "The name of the proxy."),
                                required(
                                        "MetadataServiceEndpointUri",
                                        URL,
                                        "The address of the server's AuthMetadata document."),
                                optional(
                                        "DefaultProxyGroup",
                                        SWITCH,
                                        "Adds the proxy to the farm's default proxy group. The farm uses no other"
                                                + " group.")),
                        this::create),
                objects.get(
                        "Returns the service application proxies. Only proxies of authorization servers are simulated.",
                        optional("Identity", STRING, "The name or id of the proxy.")),
                objects.remove(
                        "Removes a service application proxy. The farm no longer requests tokens through it.",
                        proxies::remove));
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String name = given.text("Name");
        URI url = URI.create(given.text("MetadataServiceEndpointUri"));
        objects.requireFree(name);
        Proxy proxy = new Proxy(ids.uuid(), name, url, given.flag("DefaultProxyGroup", false));
        return partners.read(url, given.context()).compose(document -> {
            if (!document.serviceName().equals(WellKnownPrincipals.AUTHORIZATION_SERVER)) {
                throw Refusal.invalid("MetadataServiceEndpointUri: the document at '" + url + "' is of '"
                        + document.serviceName() + "', which is no authorization server.");
            }
            return given.unlessWhatIf(() -> proxies.add(proxy).map(CmdletOutput.of(object(proxy))));
        });
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
