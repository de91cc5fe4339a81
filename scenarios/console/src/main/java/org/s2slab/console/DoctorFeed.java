package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The results of the doctor for the pages. The hops of the doctor's calls are not shown. */
record DoctorFeed(IdGenerator ids) {
    private static final Logger LOG = LoggerFactory.getLogger(DoctorFeed.class);

    /**
     * Examines a deployment. Makes no test calls while steps of a scenario or a lesson follow. Blocks the calling
     * thread.
     */
    JsonObject examine(ConsoleDeployment here) {
        TraceParent trace = TraceParent.start(ids);
        here.feed().leaveOut(trace.traceId());
        try {
            var nodes = here.topology().managed().stream()
                    .map(node -> node.within(trace))
                    .toList();
            return (here.hasNextStep() ? Doctor.look(nodes) : Doctor.examine(nodes)).toJson();
        } catch (Throwable e) {
            LOG.error("the doctor failed", e);
            return new JsonObject().put("edges", new JsonArray()).put("failed", ScenarioSession.reason(e));
        }
    }
}
