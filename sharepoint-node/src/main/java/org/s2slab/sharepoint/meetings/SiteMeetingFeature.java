package org.s2slab.sharepoint.meetings;

import java.util.List;
import org.s2slab.ews.EwsClient;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.node.Door;
import org.s2slab.node.Environment;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.sharepoint.sites.Access;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.Profiles;
import org.s2slab.sharepoint.sites.SiteStore;

/** Online meetings of sites, and the timer job that goes on with what is unfinished. */
public final class SiteMeetingFeature extends Feature {
    private static final String JOB = "job-online-meetings";

    /** What of sites meetings need. */
    public record Sources(SiteStore sites, ListStore lists, Profiles profiles, Access access) {}

    public SiteMeetingFeature(Node node, EwsClient exchange, Sources sources, Environment environment) {
        var store = new MeetingStore(node.database());
        var calendar = new SiteCalendar(sources.sites(), sources.lists());
        var lync = new LyncConferencing(node.partnerClient(), node.ids());
        var steps = new MeetingSteps(store, lync, new ExchangeCalendar(exchange), calendar);
        var scheduler = new MeetingScheduler(store, steps, sources.profiles(), node.failures(), environment);
        queue(store.queue(node.clock(), MeetingScheduler.LONGEST_PAUSE));
        onLoad(store::interrupted);
        endpoints(Door.forPeople(new MeetingEndpoint(sources.access(), scheduler, calendar)));
        cmdlets(List.of(startTimerJob(scheduler)));
        // A look at what is due costs one indexed query.
        onStart(timers -> timers.atEachLook(JOB, () -> scheduler.followUp(null)));
    }

    private static Cmdlet startTimerJob(MeetingScheduler scheduler) {
        return Cmdlet.changes(
                "Start-SPTimerJob",
                "Runs a timer job now: " + JOB + " undoes or finishes the online meetings that are due.",
                List.of(Parameter.choice("Identity", true, List.of(JOB), "The job.")),
                given -> given.unlessWhatIf(() -> scheduler
                        .followUp(given.context().trace())
                        .map(count -> CmdletOutput.of(
                                CmdletObject.empty().with("Identity", JOB).with("Meetings", count)))));
    }
}
