package org.s2slab.sharepoint.sites;

import static org.s2slab.sharepoint.trust.FarmCmdlets.CMDLETS;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.sites.WebApplicationStore.WebApplication;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/**
 * New- and Get-SPWebApplication. A new web application has no site collection, as in the product. Its host must be a
 * host of this server, because its TLS certificate covers no other.
 */
public final class WebApplicationCmdlets {
    /** The name of the web application that the set-up of a farm creates. */
    private static final String FIRST = "SharePoint - 443";

    private final Database database;
    private final List<String> hosts;

    /** @param hosts the hosts of the farm; the first one is that of the first web application */
    public WebApplicationCmdlets(Database database, List<String> hosts) {
        this.database = database;
        this.hosts = List.copyOf(hosts);
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-SPWebApplication", given -> database.read(rx -> get(rx, given))),
                CMDLETS.cmdlet("New-SPWebApplication", given -> database.write(tx -> create(tx, given))));
    }

    private CmdletOutput get(ReadTransaction rx, CmdletArguments given) {
        List<WebApplication> all = new ArrayList<>(List.of(new WebApplication(hosts.get(0), FIRST)));
        all.addAll(WebApplicationStore.all(rx));
        String wanted = given.optionalText("Identity").orElse(null);
        List<CmdletObject> found = all.stream()
                .filter(one -> wanted == null || isCalled(one, wanted))
                .map(WebApplicationCmdlets::object)
                .toList();
        if (found.isEmpty()) {
            throw Refusal.notFound("Cannot find an SPWebApplication object with Id or Url: " + wanted + ".");
        }
        return CmdletOutput.of(found);
    }

    private static boolean isCalled(WebApplication one, String wanted) {
        String url = "https://" + one.host();
        return wanted.equalsIgnoreCase(one.name())
                || wanted.equalsIgnoreCase(url)
                || wanted.equalsIgnoreCase(url + "/");
    }

    private CmdletOutput create(WriteTransaction tx, CmdletArguments given) {
        String host = host(given.text("Url"));
        WebApplication created = new WebApplication(host, given.text("Name"));
        if (given.whatIf()) {
            return CmdletOutput.NOTHING;
        }
        if (created.name().equalsIgnoreCase(FIRST)
                || host.equalsIgnoreCase(hosts.get(0))
                || !WebApplicationStore.add(tx, created)) {
            throw Refusal.conflict("A web application with the name '" + created.name() + "' or the address https://"
                    + host + " already exists. Get-SPWebApplication lists them.");
        }
        return CmdletOutput.of(object(created));
    }

    /** The host of an address such as {@code https://intranet.contoso.com}; throws PARAMETER_INVALID. */
    private String host(String url) {
        URI address = URI.create(url);
        String host = Objects.requireNonNullElse(address.getHost(), "").toLowerCase(Locale.ROOT);
        String path = Objects.requireNonNullElse(address.getPath(), "");
        if (!"https".equals(address.getScheme())
                || address.getPort() != -1
                || !(path.isEmpty() || path.equals("/"))
                || hosts.stream().noneMatch(host::equalsIgnoreCase)) {
            throw Refusal.invalid("Url: '" + url + "' is no address https://HOST with a host of this farm, which are "
                    + hosts + ". Add the host to the node's hosts in the topology.");
        }
        return host;
    }

    private static CmdletObject object(WebApplication one) {
        return CmdletObject.empty()
                .with("DisplayName", one.name())
                .with("Name", one.name())
                .with("Url", "https://" + one.host() + "/");
    }
}
