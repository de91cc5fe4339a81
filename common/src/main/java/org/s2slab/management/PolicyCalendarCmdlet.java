package org.s2slab.management;

import static org.s2slab.management.CmdletTable.SERVER;

import io.vertx.core.Future;
import org.s2slab.calendar.PolicyClock;
import org.s2slab.calendar.ServiceChangeCalendar;

/** Get-LabPolicy, which lists the changes of the calendar, and says which of them are in force at this node now. */
public record PolicyCalendarCmdlet(PolicyClock clock) {
    /** The name of the cmdlet. The doctor calls it. */
    public static final String NAME = "Get-LabPolicy";

    public Cmdlet cmdlet() {
        return SERVER.cmdlet(
                NAME,
                given -> Future.succeededFuture(CmdletOutput.of(ServiceChangeCalendar.published().changes().stream()
                        // A change that never concerns the tenant is shown with its published date.
                        .map(change -> clock.tenant().applied(change).orElse(change))
                        .map(change -> CmdletObject.empty()
                                .with("Id", change.id())
                                .with("From", change.from())
                                .with("Until", change.until())
                                .with("Role", change.role())
                                .with("Tenants", change.scope().word())
                                .with("InForce", clock.isInForce(change))
                                .with("Changes", change.changes())
                                .with("Breaks", change.breaks())
                                .with("Fix", change.cure()))
                        .toList())));
    }
}
