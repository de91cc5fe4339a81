package org.s2slab.lync.oauth;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.identity.HostNameSyntax;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;

/**
 * Get- and Set-LabDedicatedApplication: Lync calls Exchange Online as an application of the organization. Microsoft has
 * published no cmdlet for this, so these two are the lab's own.
 */
record DedicatedApplicationCmdlets(DedicatedApplicationStore store, ConfigurationEpoch epoch) {
    private static final String APPLICATION = "ApplicationIdentifier";
    private static final String HOST = "TokenEndpointHost";

    List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-LabDedicatedApplication", given -> Future.succeededFuture(shown())),
                CMDLETS.cmdlet("Set-LabDedicatedApplication", this::set));
    }

    private CmdletOutput shown() {
        return CmdletOutput.of(CmdletObject.empty()
                .with(
                        APPLICATION,
                        store.current()
                                .map(DedicatedApplicationStore.Own::application)
                                .orElse(null))
                .with(
                        HOST,
                        store.current().map(DedicatedApplicationStore.Own::host).orElse(null)));
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        Optional<String> application = given.optionalText(APPLICATION).map(id -> id.toLowerCase(Locale.ROOT));
        application.filter(WellKnownPrincipals::isOfMicrosoft).ifPresent(id -> {
            throw Refusal.invalid(APPLICATION + ": '" + id
                    + "' is an application of Microsoft. Give the id of the organization's own application.");
        });
        Optional<String> host = given.optionalText(HOST);
        host.filter(name -> !HostNameSyntax.isWellFormed(name)).ifPresent(name -> {
            throw Refusal.invalid(
                    HOST + ": '" + name + "' is not the name of a host. Write it without https:// and without a port.");
        });
        return given.unlessWhatIf(
                CmdletOutput.NOTHING, () -> store.put(application, host).onSuccess(done -> epoch.advance()));
    }
}
