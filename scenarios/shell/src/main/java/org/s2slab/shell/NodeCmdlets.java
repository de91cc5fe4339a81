package org.s2slab.shell;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.language.AbsentCmdletCatalog;
import org.s2slab.shell.ShellObject.Origin;

/**
 * The cmdlets that the shell can run: the cmdlets of the current node, and always the cmdlets of the authorization
 * server. On a real server, the MSOnline module is likewise loaded beside the product's own modules.
 */
final class NodeCmdlets {
    /** A cmdlet with the node that runs it. */
    record Known(ManagedNode node, CmdletHelp help) {}

    private final ShellSession session;
    private final Map<String, Map<String, CmdletHelp>> byNode = new HashMap<>();

    NodeCmdlets(ShellSession session) {
        this.session = session;
    }

    /** The cmdlets of a node, by name. */
    Map<String, CmdletHelp> of(ManagedNode node) {
        return byNode.computeIfAbsent(node.name(), name -> read(node));
    }

    private static Map<String, CmdletHelp> read(ManagedNode node) {
        Map<String, CmdletHelp> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        var answer = node.send(HttpMethod.GET, "/cmdlets", null).await();
        if (answer.status() != 200) {
            throw ShellException.failed(
                    "node " + node.name() + " did not list its cmdlets: " + answer.status() + " " + answer.body());
        }
        answer.body().toJsonArray().forEach(each -> {
            CmdletHelp help = CmdletHelp.fromJson((JsonObject) each);
            found.put(help.name(), help);
        });
        return found;
    }

    /** All cmdlets that the shell can run now. */
    List<Known> all() {
        List<Known> all = new ArrayList<>();
        reachable().forEach(node -> of(node).values().forEach(help -> all.add(new Known(node, help))));
        return all;
    }

    private List<ManagedNode> reachable() {
        return session.nodes().stream()
                .filter(node -> node.name().equals(session.nodeName()) || isDirectory(node))
                .sorted((one, other) -> Boolean.compare(
                        other.name().equals(session.nodeName()), one.name().equals(session.nodeName())))
                .toList();
    }

    private static boolean isDirectory(ManagedNode node) {
        return node.role().equals("authz") && node.address().up();
    }

    /** The cmdlet with this name. If only another node has it, the ShellException says how to enter that node. */
    Known find(String name) {
        Known found = lookUp(name);
        if (found != null) {
            return found;
        }
        List<String> elsewhere = session.nodes().stream()
                .filter(node -> node.address().up() && of(node).containsKey(name))
                .map(ManagedNode::name)
                .toList();
        String here = session.nodes().isEmpty() ? "" : " of " + session.nodeName();
        throw ShellException.failed("The term '" + name + "' is not recognized as the name of a cmdlet" + here + ". "
                + (elsewhere.isEmpty()
                        ? AbsentCmdletCatalog.reason(name).orElse("Get-Command lists the cmdlets.")
                        : "The cmdlet exists on " + String.join(" and ", elsewhere) + ". Run Enter-PSSession "
                                + elsewhere.get(0) + " first."));
    }

    /** Like {@link #find}, but null if there is no such cmdlet. */
    @Nullable
    Known lookUp(String name) {
        for (ManagedNode node : reachable()) {
            CmdletHelp help = of(node).get(name);
            if (help != null) {
                return new Known(node, help);
            }
        }
        return null;
    }

    /** Passes the changed properties of an object from {@code Get-Something} to the node's {@code Set-Something}. */
    void update(Origin origin, ShellObject object) {
        ManagedNode node = session.nodes().stream()
                .filter(each -> each.name().equals(origin.node()))
                .findFirst()
                .orElseThrow(() -> ShellException.failed("node " + origin.node() + " is gone"));
        String name = "Set-" + origin.cmdlet().substring("Get-".length());
        CmdletHelp help = of(node).get(name);
        if (help == null) {
            throw ShellException.failed("'.Update()': " + node.name() + " has no " + name);
        }
        CmdletInvocation.update(session, new Known(node, help), object);
    }
}
