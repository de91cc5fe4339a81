package org.s2slab.sharepoint.meetings;

import static org.s2slab.sharepoint.trust.FarmCmdlets.CMDLETS;

import java.util.List;
import org.s2slab.ews.EwsClient;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.node.RetrySchedule;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.SiteAccess;
import org.s2slab.sharepoint.sites.UserProfileDirectory;

/**
 * Adds the online meetings of sites to the SharePoint node, with the timer job that continues unfinished operations.
 */
public final class SiteMeetingFeature extends Feature {
    private static final String JOB = "job-online-meetings";

    /** The stores and directories of sites that meetings need. */
    public record Sources(ListStore lists, UserProfileDirectory profiles, SiteAccess access) {}

    public SiteMeetingFeature(Node node, EwsClient exchange, Sources sources, NodeEnvironment environment) {
        var database = node.database();
        var calendar = new SiteCalendar(sources.lists());
        var lync = new SiteConferenceClient(node.partnerClient(), node.ids(), node.clock());
        var steps = new MeetingStepRunner(database, lync, new ExchangeCalendar(exchange), calendar);
        var scheduler = new MeetingScheduler(database, steps, sources.profiles(), node.failures(), environment);
        queue(SiteMeetingStore.queue(database, node.clock(), RetrySchedule.LONGEST_PAUSE));
        endpoints(EndpointGroup.forPeople(new SiteMeetingEndpoint(database, sources.access(), scheduler)));
        cmdlets(List.of(startTimerJob(scheduler)));
        // Reading the due meetings costs one indexed query.
        onStart(timers -> timers.atEachLook(JOB, () -> scheduler.followUp(null)));
    }

    private static Cmdlet startTimerJob(MeetingScheduler scheduler) {
        return CMDLETS.cmdlet(
                "Start-SPTimerJob",
                given -> given.unlessWhatIf(() -> scheduler
                        .followUp(given.context().trace())
                        .map(count -> CmdletOutput.of(
                                CmdletObject.empty().with("Identity", JOB).with("Meetings", count)))));
    }
}
