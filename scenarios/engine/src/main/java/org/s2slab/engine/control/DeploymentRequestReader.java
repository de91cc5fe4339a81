package org.s2slab.engine.control;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.engine.deployment.ClockChange;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.snapshot.SnapshotFolder;
import org.s2slab.http.RequestJson;
import org.s2slab.refusal.Refusal;

/**
 * Reads which deployment another program wants. A request names a bundled topology, a bundled scenario, or a snapshot of
 * the user, and never a path, so that no request can read other files.
 *
 * @param machine the machine's clock
 */
record DeploymentRequestReader(Clock machine) {
    static final String[] MEMBERS = {"name", "topology", "scenario", "snapshot", "at", "policies", "processes"};

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** The options of the deployment. Blocks. Throws IllegalArgumentException for a wrong member. */
    DeploymentRequest read(RequestJson wanted) {
        ScenarioLibrary library = new ScenarioLibrary();
        String scenario = known(wanted, "scenario", library.scenarioNames());
        String topology = known(wanted, "topology", library.topologyNames());
        String snapshot = wanted.optionalText("snapshot").map(this::snapshot).orElse(null);
        if (topology != null && snapshot != null) {
            throw Refusal.invalid("snapshot: a snapshot has a topology of its own; leave out 'topology'");
        }
        DeploymentRequest request = DeploymentRequest.of(library, topology == null ? snapshot : topology, scenario);
        String policies = wanted.optionalText("policies").orElse(null);
        DeploymentRequest dated = policies == null ? request : request.with(PolicyMode.of(policies));
        String at = wanted.optionalText("at").orElse(null);
        DeploymentRequest timed = at == null ? dated : dated.at(moment(at));
        timed.requireKnownDay(machine);
        return timed.apart(processes(wanted.json()));
    }

    /** The name of the deployment: the wanted one, or the name of the topology. */
    String name(RequestJson wanted, DeploymentRequest request) {
        String name = wanted.optionalText("name").orElse(request.plan().name());
        if (!NAME.matcher(name).matches()) {
            throw Refusal.invalid(
                    "name: '" + name + "' is no name; write at most 63 letters a-z, digits and '-', such as hybrid-2");
        }
        return name;
    }

    private static @Nullable String known(RequestJson wanted, String member, List<String> names) {
        String name = wanted.optionalText(member).orElse(null);
        if (name != null && !names.contains(name)) {
            throw Refusal.invalid(member + ": '" + name + "' is not bundled; expected one of " + names);
        }
        return name;
    }

    private static Instant moment(String text) {
        try {
            return ClockChange.moment(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("at: " + e.getMessage());
        }
    }

    private String snapshot(String name) {
        if (!SnapshotFolder.isName(name)) {
            throw Refusal.invalid("snapshot: '" + name + "' is no name of a snapshot; ./lab snapshot list shows them");
        }
        Path file = SnapshotFolder.ofUser(machine).file(name);
        if (Files.notExists(file)) {
            throw Refusal.notFound("snapshot: there is no snapshot '" + name + "' in " + file.getParent());
        }
        return file.toString();
    }

    private static boolean processes(JsonObject wanted) {
        Object value = wanted.getValue("processes");
        if (value != null && !(value instanceof Boolean)) {
            throw Refusal.invalid("processes: true or false is expected");
        }
        return Boolean.TRUE.equals(value);
    }
}
