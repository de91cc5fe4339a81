package org.s2slab.lync.meetings;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.s2slab.lync.meetings.UcwaApplicationRegistry.Application;

/** The JSON representations of meetings in UCWA: myOnlineMeeting, myAssignedOnlineMeeting, myOnlineMeetings. */
record OnlineMeetingJson(MeetingAddresses addresses) {
    private static final String PASS_THIS = "please pass this in a PUT request";

    static String collection(Application application) {
        return application.href() + "/onlineMeetings/myOnlineMeetings";
    }

    JsonObject meeting(Application application, OnlineMeeting meeting) {
        OnlineMeeting.Settings settings = meeting.settings();
        String uri = MeetingAddresses.uri(application.user(), meeting);
        String self = collection(application) + "/" + meeting.id();
        return new JsonObject()
                .put("accessLevel", UcwaEnumNames.of(settings.accessLevel()))
                .put("entryExitAnnouncement", enabled(settings.announced()))
                .put("attendees", new JsonArray(settings.attendees()))
                .put("automaticLeaderAssignment", UcwaEnumNames.of(settings.leaderAssignment()))
                .put("description", settings.description() == null ? "" : settings.description())
                .put("expirationTime", "/Date(" + settings.expires().toEpochMilli() + ")/")
                .put("leaders", new JsonArray(settings.leaders()))
                .put("onlineMeetingId", meeting.id())
                .put("onlineMeetingUri", uri)
                .put("onlineMeetingRel", meeting.assigned() ? "myAssignedOnlineMeeting" : "myOnlineMeetings")
                .put("organizerUri", uri.substring(0, uri.indexOf(';')))
                .put("phoneUserAdmission", enabled(settings.byPhone()))
                .put("lobbyBypassForPhoneUsers", enabled(settings.phonesPassLobby()))
                .put("subject", settings.subject() == null ? "" : settings.subject())
                .put("joinUrl", addresses.joinUrl(application.user(), meeting))
                .put(meeting.putKey(), PASS_THIS)
                .put("_links", new JsonObject().put("self", UcwaResponder.href(self)))
                .put("rel", meeting.assigned() ? "myAssignedOnlineMeeting" : "myOnlineMeeting")
                .put("etag", meeting.etag());
    }

    JsonObject meetings(Application application, List<OnlineMeeting> meetings) {
        JsonArray scheduled = new JsonArray();
        JsonArray assigned = new JsonArray();
        JsonArray links = new JsonArray();
        for (OnlineMeeting meeting : meetings) {
            (meeting.assigned() ? assigned : scheduled).add(meeting(application, meeting));
            if (!meeting.assigned()) {
                links.add(UcwaResponder.href(collection(application) + "/" + meeting.id()));
            }
        }
        return new JsonObject()
                .put(
                        "_links",
                        new JsonObject()
                                .put("self", UcwaResponder.href(collection(application)))
                                .put("myOnlineMeeting", links))
                .put(
                        "_embedded",
                        new JsonObject()
                                .put("myAssignedOnlineMeeting", assigned)
                                .put("myOnlineMeeting", scheduled))
                .put("rel", "myOnlineMeetings");
    }

    private static String enabled(boolean enabled) {
        return enabled ? "Enabled" : "Disabled";
    }
}
