package org.s2slab.exchange.scheduling;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.s2slab.client.PartnerClient;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.Ids;
import org.s2slab.ucwa.UcwaMeetings;

/** Lync's conferences of one person at a time, as Outlook on the web has them made; fails as {@link UcwaMeetings} does. */
final class LyncConferencing {
    private final UcwaMeetings lync;

    LyncConferencing(PartnerClient partners, Ids ids) {
        this.lync = new UcwaMeetings(partners, ids, "Outlook on the web");
    }

    /** Makes a conference. */
    Future<Conference> create(String domain, WantedConference wanted, CallContext context) {
        return lync.create(domain, wanted.into(new JsonObject()), context).map(LyncConferencing::conference);
    }

    /** Makes a conference what is wanted now; fails with NOT_FOUND where Lync has it no more. */
    Future<Conference> change(String domain, String id, WantedConference wanted, CallContext context) {
        return lync.change(domain, id, wanted::into, context).map(LyncConferencing::conference);
    }

    /** Removes a conference; one that is gone already is as good. */
    Future<Void> cancel(String domain, String id, CallContext context) {
        return lync.cancel(domain, id, context);
    }

    /** Removes the conference that bears a mark, where Lync has made one. */
    Future<Void> cancelMarked(String domain, String mark, CallContext context) {
        return lync.cancelMarked(domain, mark, context);
    }

    private static Conference conference(JsonObject meeting) {
        return new Conference(
                meeting.getString("onlineMeetingId"), meeting.getString("joinUrl"), ConferenceSettings.of(meeting));
    }
}
