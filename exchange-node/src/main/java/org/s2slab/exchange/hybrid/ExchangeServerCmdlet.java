package org.s2slab.exchange.hybrid;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.config.NodeConfig;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.ObjectCmdlets;

/**
 * Get-ExchangeServer: the servers of the organization.
 *
 * @param own the host names of this server, its own one first
 * @param others the host names of the other servers
 */
public record ExchangeServerCmdlet(List<String> own, List<String> others) {
    /** The servers of a node's configuration. */
    public static ExchangeServerCmdlet of(NodeConfig config) {
        List<String> own = config.hostsOfServer();
        return new ExchangeServerCmdlet(
                own,
                config.pools().values().stream()
                        .flatMap(List::stream)
                        .filter(host -> !own.contains(host))
                        .toList());
    }

    /** Its one cmdlet. */
    public List<Cmdlet> all() {
        List<ServerBuild> servers = Stream.concat(
                        Stream.of(own), others.stream().map(List::of))
                .map(ServerBuild::new)
                .sorted(Comparator.comparing(ServerBuild::name))
                .toList();
        var objects = new ObjectCmdlets<ServerBuild>(
                ExchangeCmdlets.kind("ExchangeServer", "server"), () -> servers, ServerBuild::name, this::object);
        return List.of(objects.identifiedBy((found, identity) -> found.isNamed(identity))
                .get());
    }

    /** A server without a product key has the edition StandardEvaluation. */
    private CmdletObject object(ServerBuild server) {
        return CmdletObject.empty()
                .with("Name", server.name())
                .with("Fqdn", server.hosts().get(0))
                .with("Edition", "StandardEvaluation")
                .with("AdminDisplayVersion", ServerBuild.displayVersion())
                .with("ServerRole", "Mailbox")
                .with("IsMailboxServer", true)
                .with("IsClientAccessServer", true)
                .with("IsEdgeServer", false)
                .with("Identity", server.name());
    }
}
