package org.s2slab.exchange.hybrid;

import java.util.List;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.ObjectCmdlets;

/**
 * Get-ExchangeServer: the only server of the lab's organisation.
 *
 * @param hosts the host names of the server
 */
public record ExchangeServerCmdlet(List<String> hosts) {
    /** Its one cmdlet. */
    public List<Cmdlet> all() {
        ServerBuild server = new ServerBuild(hosts);
        var objects = new ObjectCmdlets<ServerBuild>(
                ExchangeCmdlets.kind("ExchangeServer", "server"),
                () -> List.of(server),
                ServerBuild::name,
                this::object);
        return List.of(objects.identifiedBy((found, identity) -> found.isNamed(identity))
                .get());
    }

    /** A server without a product key has the edition StandardEvaluation. */
    private CmdletObject object(ServerBuild server) {
        return CmdletObject.empty()
                .with("Name", server.name())
                .with("Fqdn", hosts.get(0))
                .with("Edition", "StandardEvaluation")
                .with("AdminDisplayVersion", ServerBuild.displayVersion())
                .with("ServerRole", "Mailbox")
                .with("IsMailboxServer", true)
                .with("IsClientAccessServer", true)
                .with("IsEdgeServer", false)
                .with("Identity", server.name());
    }
}
