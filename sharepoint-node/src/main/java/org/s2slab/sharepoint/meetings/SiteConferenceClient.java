package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.s2slab.client.PartnerClient;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.ucwa.UcwaMeetingClient;

/** Calls Lync for one person's conferences for meetings on sites; fails like {@link UcwaMeetingClient}. */
final class SiteConferenceClient {
    /** Time from the end of a conference until Lync may delete it: a week, for views of past meetings. */
    private static final Duration KEPT_AFTER = Duration.ofDays(7);

    /** Maximum time for which Lync retains a conference: nearly the ten years of UCWA's limit. */
    private static final Duration LONGEST = Duration.ofDays(3_600);

    private final UcwaMeetingClient lync;
    private final Clock clock;

    SiteConferenceClient(PartnerClient partners, IdGenerator ids, Clock clock) {
        this.clock = clock;
        this.lync = new UcwaMeetingClient(partners, ids, "SharePoint");
    }

    /** A conference in Lync: its id and its join URL. */
    record Conference(String id, String joinUrl) {}

    /** Creates a conference that contains the meeting's id. */
    Future<Conference> create(String domain, String mark, MeetingDetails requested, CallContext context) {
        return lync.create(domain, into(new JsonObject(), mark, requested), context)
                .map(SiteConferenceClient::conference);
    }

    /** Changes a conference to the requested details; fails with NOT_FOUND if Lync no longer has the conference. */
    Future<Conference> change(String domain, String id, String mark, MeetingDetails requested, CallContext context) {
        return lync.change(domain, id, there -> into(there, mark, requested), context)
                .map(SiteConferenceClient::conference);
    }

    /** Deletes a conference; also succeeds if the conference does not exist. */
    Future<Void> cancel(String domain, String id, CallContext context) {
        return lync.cancel(domain, id, context);
    }

    /** Deletes the conference that contains this meeting id; false if Lync has no such conference. */
    Future<Boolean> cancelMarked(String domain, String mark, CallContext context) {
        return lync.cancelMarked(domain, mark, context);
    }

    private JsonObject into(JsonObject meeting, String mark, MeetingDetails requested) {
        JsonArray attendees = new JsonArray();
        requested.attendees().forEach(address -> attendees.add("sip:" + address));
        return meeting.put("description", mark)
                .put("subject", requested.subject())
                .put("attendees", attendees)
                .put("accessLevel", requested.accessLevel())
                .put("expirationTime", expires(requested).toString());
    }

    private Instant expires(MeetingDetails requested) {
        Instant latest = clock.instant().plus(LONGEST);
        return requested
                .over()
                .map(over -> over.plus(KEPT_AFTER))
                .filter(over -> over.isBefore(latest))
                .orElse(latest);
    }

    private static Conference conference(JsonObject meeting) {
        return new Conference(meeting.getString("onlineMeetingId"), meeting.getString("joinUrl"));
    }
}
