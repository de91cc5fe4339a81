package org.s2slab.console;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.s2slab.calendar.ServiceChangeCalendar;
import org.s2slab.diagnosis.forecast.Forecaster;
import org.s2slab.engine.deployment.ClockChange;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;

/**
 * Makes forecasts for the page, one at a time, each on a deployment of its own. The page's deployment stays as it is.
 */
final class ConsoleForecasts {
    private final LaunchContext launch;
    private final ScenarioLibrary library = new ScenarioLibrary();
    private final AtomicBoolean busy = new AtomicBoolean();

    ConsoleForecasts(LaunchContext launch) {
        this.launch = launch;
    }

    /** The topologies with an online node whose trust a bundled scenario sets up, and the days of the calendar. */
    JsonObject menu() {
        JsonArray topologies = new JsonArray();
        library.topologyNames().stream()
                .filter(name -> library.scenarioNames().contains(ScenarioLibrary.trustOf(name)))
                .filter(name -> library.topology(name).nodes().values().stream().anyMatch(NodePlan::online))
                .forEach(topologies::add);
        ServiceChangeCalendar calendar = ServiceChangeCalendar.published();
        return new JsonObject()
                .put("topologies", topologies)
                .put("from", calendar.firstDay().toString())
                .put("until", calendar.lastDay().toString());
    }

    /** Makes a forecast of a {@code topology} from the date {@code at} on. */
    Future<JsonObject> make(JsonObject requested) {
        if (!(requested.getValue("topology") instanceof String topology)
                || !(requested.getValue("at") instanceof String at)
                || !requested.fieldNames().equals(Set.of("topology", "at"))) {
            throw ConsoleError.BODY_WRONG.because("'topology' and 'at', two texts, are needed and nothing else.");
        }
        if (!busy.compareAndSet(false, true)) {
            throw ConsoleError.REFUSED.because("A forecast is being made. Wait until it is there.");
        }
        return BlockingWork.on(ConsoleForecasts::start, launch.vertx(), () -> forecast(topology, at))
                .onComplete(done -> busy.set(false));
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "console-forecast");
        thread.setDaemon(true);
        thread.start();
    }

    private JsonObject forecast(String topology, String at) {
        try {
            Instant from = ClockChange.moment(at);
            DeploymentRequest opening = DeploymentRequest.of(library, topology, ScenarioLibrary.trustOf(topology));
            return new Forecaster(ServiceChangeCalendar.published())
                    .of(opening.at(from), launch.clock())
                    .toJson();
        } catch (FileSyntaxException e) {
            throw ConsoleError.REFUSED.because(e.problem());
        } catch (IllegalArgumentException e) {
            throw ConsoleError.REFUSED.because("at: " + e.getMessage());
        }
    }
}
