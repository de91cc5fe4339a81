package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.s2slab.client.PartnerClient;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.ucwa.UcwaMeetingClient;

/** Lync's conferences of one person at a time, for meetings on sites; fails as {@link UcwaMeetingClient} does. */
final class SiteConferenceClient {
    /** Lync may forget a conference a week after its end: people look into past ones for a while. */
    private static final Duration KEPT_AFTER = Duration.ofDays(7);

    private final UcwaMeetingClient lync;

    SiteConferenceClient(PartnerClient partners, IdGenerator ids) {
        this.lync = new UcwaMeetingClient(partners, ids, "SharePoint");
    }

    /** A conference that Lync has: its id, and the address at which people join. */
    record Conference(String id, String joinUrl) {}

    /** Makes a conference that bears the meeting's mark. */
    Future<Conference> create(String domain, String mark, MeetingDetails wanted, CallContext context) {
        return lync.create(domain, into(new JsonObject(), mark, wanted), context)
                .map(SiteConferenceClient::conference);
    }

    /** Makes a conference what is wanted now; fails with NOT_FOUND where Lync has it no more. */
    Future<Conference> change(String domain, String id, String mark, MeetingDetails wanted, CallContext context) {
        return lync.change(domain, id, there -> into(there, mark, wanted), context)
                .map(SiteConferenceClient::conference);
    }

    /** Removes a conference; one that is gone already is as good. */
    Future<Void> cancel(String domain, String id, CallContext context) {
        return lync.cancel(domain, id, context);
    }

    /** Removes the conference that bears a mark, where Lync has made one. */
    Future<Void> cancelMarked(String domain, String mark, CallContext context) {
        return lync.cancelMarked(domain, mark, context);
    }

    private static JsonObject into(JsonObject meeting, String mark, MeetingDetails wanted) {
        JsonArray attendees = new JsonArray();
        wanted.attendees().forEach(address -> attendees.add("sip:" + address));
        return meeting.put("description", mark)
                .put("subject", wanted.subject())
                .put("attendees", attendees)
                .put("accessLevel", wanted.accessLevel())
                .put("expirationTime", wanted.end().plus(KEPT_AFTER).toString());
    }

    private static Conference conference(JsonObject meeting) {
        return new Conference(meeting.getString("onlineMeetingId"), meeting.getString("joinUrl"));
    }
}
