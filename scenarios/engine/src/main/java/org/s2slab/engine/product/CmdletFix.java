package org.s2slab.engine.product;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A command line that fixes a fault, with the node on which an administrator runs it.
 *
 * @param node the node's name
 * @param line a cmdlet with its arguments; {@code $name = cmdlet} stores the output, which a later line reads as
 *     {@code $name.Property}; a line that begins with # describes a task without a cmdlet
 */
public record CmdletFix(String node, String line) {
    /** Returns the command line of each call. */
    public static List<CmdletFix> of(List<CmdletCall> calls) {
        return calls.stream().map(CmdletFix::of).toList();
    }

    /** Returns the command line of a call. */
    public static CmdletFix of(CmdletCall call) {
        return new CmdletFix(call.node(), call.line());
    }

    /** Whether the management shell can run the line. */
    public boolean isCmdlet() {
        return !line.startsWith("#");
    }

    public JsonObject toJson() {
        return new JsonObject().put("node", node).put("line", line);
    }
}
