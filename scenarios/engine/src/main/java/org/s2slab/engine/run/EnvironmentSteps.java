package org.s2slab.engine.run;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.network.LinkFault;

/** Executes the steps that change the nodes' environment: the nodes' clocks and the links between nodes. Blocks. */
record EnvironmentSteps(StepTarget topology) {
    private static final String NONE = "PT0S";

    void moveClock(JsonObject clock) {
        String node = clock.getString("node");
        String by = clock.getString("advance");
        if (by == null) {
            topology.set(node, moment(clock.getString("set")));
        } else {
            topology.advance(node, duration("clock", by));
        }
    }

    void cut(JsonObject cut) {
        int after = cut.getInteger("after", 0);
        int times = cut.getInteger("times", 0);
        boolean drops = "drop".equals(cut.getString("how"));
        if (drops && after + times > 0) {
            throw new IllegalArgumentException("cut: 'after' and 'times' go with reset, and this one drops");
        }
        if (after == 0 && times > 0) {
            throw new IllegalArgumentException("cut: 'times' goes with 'after', the bytes after which one is reset");
        }
        LinkFault reset = after == 0 ? LinkFault.RESET : LinkFault.resetAfter(after, times);
        topology.own().links().treat(cut.getString("from"), cut.getString("to"), drops ? LinkFault.DROP : reset);
    }

    void slow(JsonObject slow) {
        LinkFault fault = LinkFault.slow(
                duration("slow", slow.getString("delay", NONE)),
                duration("slow", slow.getString("jitter", NONE)),
                slow.getInteger("rate", 0),
                slow.getInteger("loses", 0),
                slow.getLong("seed", 1L));
        topology.own().links().treat(slow.getString("from"), slow.getString("to"), fault);
    }

    void heal(JsonObject heal) {
        topology.own().links().heal(heal.getString("from"), heal.getString("to"));
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong("clock", text, e);
        }
    }

    private static Duration duration(String step, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(step, text, e);
        }
    }

    private static IllegalArgumentException wrong(String step, String text, DateTimeParseException cause) {
        return new IllegalArgumentException(
                step + ": '" + text + "' is no ISO 8601 time; write P7D, PT10M, PT0.2S or 2027-01-31T12:00:00Z", cause);
    }
}
