package org.s2slab.engine.product;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * One line that an administrator types to fix a fault.
 *
 * @param node on which node
 * @param line a cmdlet with its arguments; {@code $name = cmdlet} keeps what it writes for a later line, {@code $name.Property};
 *     a line that begins with # says what no cmdlet can do
 */
public record CmdletFix(String node, String line) {
    /** The lines of calls. */
    public static List<CmdletFix> of(List<CmdletCall> calls) {
        return calls.stream().map(CmdletFix::of).toList();
    }

    /** The line of a call. */
    public static CmdletFix of(CmdletCall call) {
        return new CmdletFix(call.node(), call.line());
    }

    /** Whether an administrator's shell can do it. */
    public boolean isCmdlet() {
        return !line.startsWith("#");
    }

    public JsonObject toJson() {
        return new JsonObject().put("node", node).put("line", line);
    }
}
