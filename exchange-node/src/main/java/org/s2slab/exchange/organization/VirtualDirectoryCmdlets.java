package org.s2slab.exchange.organization;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;

/**
 * The cmdlets Get- and Set-WebServicesVirtualDirectory and Get- and Set-AutodiscoverVirtualDirectory, for the only server
 * of the lab's organisation.
 *
 * @param hosts the host names of the server
 */
public record VirtualDirectoryCmdlets(OrganizationSettings settings, List<String> hosts) {
    public List<Cmdlet> all() {
        return Arrays.stream(VirtualDirectory.values()).flatMap(this::of).toList();
    }

    private Stream<Cmdlet> of(VirtualDirectory directory) {
        var objects = new ObjectCmdlets<VirtualDirectory>(
                ExchangeCmdlets.kind(directory.noun(), "virtual directory"),
                () -> List.of(directory),
                this::identity,
                this::object);
        return Stream.of(objects.get(), CMDLETS.cmdlet("Set-" + directory.noun(), given -> {
            VirtualDirectory found = objects.existing(given);
            boolean isOn = given.flag("OAuthAuthentication", settings.hasOAuth(found));
            return given.unlessWhatIf(CmdletOutput.NOTHING, () -> settings.setOAuth(found, isOn));
        }));
    }

    private String server() {
        return hosts.get(0).split("\\.", 2)[0];
    }

    private String identity(VirtualDirectory directory) {
        return server() + "\\" + directory.title();
    }

    private CmdletObject object(VirtualDirectory directory) {
        List<String> methods = settings.hasOAuth(directory) ? List.of("Basic", "OAuth") : List.of("Basic");
        String url = directory.path().isEmpty() ? null : "https://" + hosts.get(0) + directory.path();
        return CmdletObject.empty()
                .with("Name", directory.title())
                .with("InternalAuthenticationMethods", methods)
                .with("ExternalAuthenticationMethods", methods)
                .with("WSSecurityAuthentication", false)
                .with("BasicAuthentication", true)
                .with("DigestAuthentication", false)
                .with("WindowsAuthentication", false)
                .with("OAuthAuthentication", settings.hasOAuth(directory))
                .with("Server", server())
                .with("InternalUrl", url)
                .with("ExternalUrl", url)
                .with("Identity", identity(directory));
    }
}
