package org.s2slab.exchange.organization;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;

/**
 * The cmdlets Get- and Set-WebServicesVirtualDirectory and Get- and Set-AutodiscoverVirtualDirectory, for the servers of the
 * organisation.
 *
 * @param host the host name by which clients reach any of the servers
 */
public record VirtualDirectoryCmdlets(OrganizationSettings settings, MailboxServers servers, String host) {
    /** The directory of one server. */
    private record Place(VirtualDirectory directory, String server) {
        String identity() {
            return MailboxServers.name(server) + "\\" + directory.title();
        }
    }

    public List<Cmdlet> all() {
        return Arrays.stream(VirtualDirectory.values()).flatMap(this::of).toList();
    }

    private Stream<Cmdlet> of(VirtualDirectory directory) {
        List<Place> places = servers.hosts().stream()
                .map(server -> new Place(directory, server))
                .toList();
        var objects = new ObjectCmdlets<Place>(
                ExchangeCmdlets.kind(directory.noun(), "virtual directory"),
                () -> places,
                Place::identity,
                this::object);
        return Stream.of(
                objects.get(given -> place -> given.optionalText("Server")
                        .map(name -> MailboxServers.isNamed(place.server(), name))
                        .orElse(true)),
                CMDLETS.cmdlet("Set-" + directory.noun(), given -> set(objects.existing(given), given)));
    }

    private Future<CmdletOutput> set(Place place, CmdletArguments given) {
        Map<String, String> values = new HashMap<>();
        for (String parameter : List.of(VirtualDirectory.OAUTH, VirtualDirectory.INTERNAL, VirtualDirectory.EXTERNAL)) {
            if (given.has(parameter)) {
                Object value = given.value(parameter);
                values.put(parameter, value == null ? "" : value.toString());
            }
        }
        return given.unlessWhatIf(
                CmdletOutput.NOTHING, () -> settings.setDirectory(place.directory(), place.server(), values));
    }

    /** The URL of EWS for clients in the organisation, which Autodiscover gives for a mailbox. */
    public String internalUrl(Mailbox mailbox) {
        return url(VirtualDirectory.EWS, VirtualDirectory.INTERNAL, servers.of(mailbox));
    }

    /** The URL of EWS for other clients, which Autodiscover gives for a mailbox. */
    public String externalUrl(Mailbox mailbox) {
        return url(VirtualDirectory.EWS, VirtualDirectory.EXTERNAL, servers.of(mailbox));
    }

    private String url(VirtualDirectory directory, String parameter, String server) {
        return settings.ofDirectory(directory, parameter, server).orElse("https://" + host + directory.path());
    }

    private CmdletObject object(Place place) {
        VirtualDirectory directory = place.directory();
        boolean isOn = settings.hasOAuth(directory, place.server());
        List<String> methods = isOn ? List.of("Basic", "OAuth") : List.of("Basic");
        boolean hasUrls = !directory.path().isEmpty();
        return CmdletObject.empty()
                .with("Name", directory.title())
                .with("InternalAuthenticationMethods", methods)
                .with("ExternalAuthenticationMethods", methods)
                .with("WSSecurityAuthentication", false)
                .with("BasicAuthentication", true)
                .with("DigestAuthentication", false)
                .with("WindowsAuthentication", false)
                .with(VirtualDirectory.OAUTH, isOn)
                .with("Server", MailboxServers.name(place.server()))
                .with("InternalUrl", hasUrls ? url(directory, VirtualDirectory.INTERNAL, place.server()) : null)
                .with("ExternalUrl", hasUrls ? url(directory, VirtualDirectory.EXTERNAL, place.server()) : null)
                .with("Identity", place.identity());
    }
}
