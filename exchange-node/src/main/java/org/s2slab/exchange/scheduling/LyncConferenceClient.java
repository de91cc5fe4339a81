package org.s2slab.exchange.scheduling;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.s2slab.client.PartnerClient;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.ucwa.UcwaMeetingClient;

/** Manages a user's Lync conferences on behalf of Outlook on the web; fails as {@link UcwaMeetingClient} does. */
final class LyncConferenceClient {
    private final UcwaMeetingClient lync;

    LyncConferenceClient(PartnerClient partners, IdGenerator ids) {
        this.lync = new UcwaMeetingClient(partners, ids, "Outlook on the web");
    }

    /** Makes a conference. */
    Future<BookedConference> create(String domain, ConferenceRequest wanted, CallContext context) {
        return lync.create(domain, wanted.into(new JsonObject()), context).map(LyncConferenceClient::conference);
    }

    /** Makes a conference what is wanted now; fails with NOT_FOUND where Lync has it no more. */
    Future<BookedConference> change(String domain, String id, ConferenceRequest wanted, CallContext context) {
        return lync.change(domain, id, wanted::into, context).map(LyncConferenceClient::conference);
    }

    /** Removes a conference; one that is gone already is as good. */
    Future<Void> cancel(String domain, String id, CallContext context) {
        return lync.cancel(domain, id, context);
    }

    /** Removes the conference that bears a mark; false where Lync has none. */
    Future<Boolean> cancelMarked(String domain, String mark, CallContext context) {
        return lync.cancelMarked(domain, mark, context);
    }

    private static BookedConference conference(JsonObject meeting) {
        return new BookedConference(
                meeting.getString("onlineMeetingId"), meeting.getString("joinUrl"), ConferenceSettings.of(meeting));
    }
}
