package org.s2slab.sharepoint.trust;

import static org.s2slab.sharepoint.trust.FarmCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletNoun;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
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
        CmdletNoun kind = new CmdletNoun(
                CMDLETS,
                "SPServiceApplicationProxy",
                false,
                missing -> "Cannot find a service application proxy '" + missing + "'. There are: "
                        + proxies.all().stream().map(Proxy::name).toList(),
                taken -> "A service application proxy with the name '" + taken + "' already exists.");
        this.objects = new ObjectCmdlets<>(kind, proxies::all, Proxy::name, AccessControlCmdlets::object)
                .identifiedBy(Proxy::isNamed);
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-SPAzureAccessControlServiceApplicationProxy", this::create),
                objects.get(),
                objects.remove(proxies::remove));
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
