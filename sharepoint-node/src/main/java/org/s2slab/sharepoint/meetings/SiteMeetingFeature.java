package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import org.s2slab.client.PartnerClient;
import org.s2slab.http.Endpoint;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.node.DeferredQueue;
import org.s2slab.node.Environment;
import org.s2slab.node.Timers;
import org.s2slab.sharepoint.exchange.ExchangeServices;
import org.s2slab.sharepoint.sites.Access;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.Profiles;
import org.s2slab.sharepoint.sites.SiteStore;
import org.s2slab.store.Database;
import org.s2slab.trace.InternalFailures;

/** Everything about online meetings, put together; and the timer job that goes on with what is unfinished. */
public final class SiteMeetingFeature {
    private static final String JOB = "job-online-meetings";

    private final MeetingStore store;
    private final Clock clock;
    private final MeetingScheduler scheduler;
    private final Endpoint endpoint;

    /** What of sites meetings need. */
    public record Sources(SiteStore sites, ListStore lists, Profiles profiles, Access access) {}

    public SiteMeetingFeature(
            Database database,
            PartnerClient partners,
            ExchangeServices exchange,
            Sources sources,
            InternalFailures failures,
            Environment environment) {
        this.store = new MeetingStore(database);
        this.clock = environment.clock();
        var calendar = new SiteCalendar(sources.sites(), sources.lists());
        var steps = new MeetingSteps(
                store, new LyncConferencing(partners, environment.ids()), new ExchangeCalendar(exchange), calendar);
        this.scheduler = new MeetingScheduler(store, steps, sources.profiles(), failures, environment);
        this.endpoint = new MeetingEndpoint(sources.access(), scheduler, calendar);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** Takes up what an earlier run left unfinished. */
    public Future<Void> load() {
        return store.interrupted();
    }

    /** What is unfinished, as administrators see it. */
    public DeferredQueue deferred() {
        return store.queue(clock, MeetingScheduler.LONGEST_PAUSE);
    }

    /** Goes on with unfinished meetings from now on; a look at what is due costs one indexed query. */
    public void follow(Timers timers) {
        timers.atEachLook(JOB, () -> scheduler.followUp(null));
    }

    public List<Cmdlet> cmdlets() {
        return List.of(Cmdlet.changes(
                "Start-SPTimerJob",
                "Runs a timer job now: " + JOB + " undoes or finishes the online meetings that are due.",
                List.of(Parameter.choice("Identity", true, List.of(JOB), "The job.")),
                given -> given.whatIf()
                        ? Future.succeededFuture(CmdletOutput.NOTHING)
                        : scheduler
                                .followUp(given.context().trace())
                                .map(count -> CmdletOutput.of(CmdletObject.empty()
                                        .with("Identity", JOB)
                                        .with("Meetings", count)))));
    }
}
