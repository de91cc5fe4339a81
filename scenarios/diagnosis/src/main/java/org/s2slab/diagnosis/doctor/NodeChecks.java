package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.ProductCmdlets;

/** Checks a node's database and queues. The test write runs after all observations. */
final class NodeChecks {
    private final ObservedNode observed;
    private final List<TrustFault> faults = new ArrayList<>();
    private final List<ObservedDifference> differences = new ArrayList<>();

    private NodeChecks(ObservedNode observed) {
        this.observed = observed;
    }

    static NodeState of(ObservedNode observed) {
        NodeChecks checks = new NodeChecks(observed);
        checks.database();
        observed.queues().forEach(checks::queue);
        return new NodeState(observed.name(), observed.sentences(), checks.faults, checks.differences);
    }

    private void database() {
        JsonObject written;
        try {
            written = new AdministratorClient(observed.node()).one(ProductCmdlets.DATABASE_TEST);
        } catch (AdministratorClient.Unanswered e) {
            written = new JsonObject().put("Result", "Failure").put("Detail", String.valueOf(e.getMessage()));
        }
        String database = observed.health().getString("Database");
        String detail = written.getString("Detail");
        if (!"Success".equals(written.getString("Result"))) {
            faults.add(TrustFault.now(
                    FaultCode.DATABASE_REFUSES_WRITES,
                    observed.label() + " cannot write to its database '" + database + "': " + detail,
                    List.of(new CmdletFix(observed.name(), way(detail) + "'" + database + "'"))));
        } else if (isFailing()) {
            differences.add(new ObservedDifference(
                    "the latest commit of " + observed.label() + " failed at "
                            + ObservedNode.time(observed.health(), "LastFailedCommit") + ": "
                            + observed.health().getString("LastCommitError")
                            + ". A fresh write was stored",
                    List.of()));
        }
    }

    /** Whether the last shared commit of the node failed. */
    private boolean isFailing() {
        @Nullable Instant failed = observed.health().getInstant("LastFailedCommit");
        @Nullable Instant done = observed.health().getInstant("LastCommit");
        return failed != null && (done == null || failed.isAfter(done));
    }

    /** The description of the fix, by SQLite's result code (https://www.sqlite.org/rescode.html). */
    private static String way(String detail) {
        if (detail.contains("SQLITE_FULL")) {
            return "# free space on the disk of ";
        }
        if (detail.contains("SQLITE_BUSY") || detail.contains("SQLITE_LOCKED")) {
            return "# end the other process that has a lock on ";
        }
        if (detail.contains("SQLITE_READONLY")) {
            return "# let the node write to ";
        }
        return "# fix the error that the cause names, for ";
    }

    private void queue(JsonObject queue) {
        int resting = queue.getInteger("Resting");
        if (resting == 0) {
            return;
        }
        List<CmdletFix> cure = ProductCmdlets.of(observed.node().address()) instanceof LyncProduct lync
                ? List.of(CmdletFix.of(lync.flushQueue()))
                : List.of(new CmdletFix(
                        observed.name(), "# wait for the next attempt at " + ObservedNode.time(queue, "NextAttempt")));
        faults.add(TrustFault.now(
                FaultCode.QUEUE_RESTS,
                resting + " of " + queue.getInteger("Length") + " items in the queue '" + queue.getString("Work")
                        + "' of "
                        + observed.label() + " wait after a failure. The oldest is from "
                        + ObservedNode.time(queue, "OldestItem")
                        + ". The next attempt is at " + ObservedNode.time(queue, "NextAttempt")
                        + ". The latest error is: "
                        + queue.getString("LastError"),
                cure));
    }
}
