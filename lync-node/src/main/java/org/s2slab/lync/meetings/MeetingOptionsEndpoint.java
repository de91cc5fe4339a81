package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.lync.meetings.UcwaApplicationRegistry.Application;

/**
 * Serves the resources that a scheduling client reads before it creates a meeting: default and eligible values,
 * policies, texts of invitations, and telephone access, which this lab does not support.
 */
record MeetingOptionsEndpoint(UcwaResponder ucwa, UcwaCallerResolver callers, Supplier<MeetingConfiguration> configured)
        implements Endpoint {
    private static final String BASE = "(?i)" + UcwaResponder.APPLICATIONS + "/(?<application>[^/]+)/onlineMeetings/";
    private static final List<String> ENABLED_OR_NOT = List.of("Disabled", "Enabled");

    @Override
    public void mount(EndpointRoutes routes) {
        mount(routes, "onlineMeetingDefaultValues", "defaultValues", this::defaults);
        mount(routes, "onlineMeetingEligibleValues", "eligibleValues", this::eligible);
        mount(routes, "onlineMeetingPolicies", "policies", application -> policies());
        mount(routes, "onlineMeetingInvitationCustomization", "customInvitation", application -> invitation());
        mount(routes, "phoneDialInInformation", "phoneDialInInformation", application -> telephone());
    }

    /** The application's links to these resources. */
    static JsonObject links(Application application) {
        String base = application.href() + "/onlineMeetings/";
        return new JsonObject()
                .put("onlineMeetingDefaultValues", UcwaResponder.href(base + "defaultValues"))
                .put("onlineMeetingEligibleValues", UcwaResponder.href(base + "eligibleValues"))
                .put("onlineMeetingInvitationCustomization", UcwaResponder.href(base + "customInvitation"))
                .put("onlineMeetingPolicies", UcwaResponder.href(base + "policies"))
                .put("phoneDialInInformation", UcwaResponder.href(base + "phoneDialInInformation"));
    }

    private void mount(EndpointRoutes routes, String rel, String path, Function<Application, JsonObject> values) {
        routes.routeWithRegex(HttpMethod.GET, BASE + path)
                .handler(ucwa.telling(request -> answer(request, rel, path, values)));
    }

    private Future<UcwaResponder.Answer> answer(
            RoutingContext request, String rel, String path, Function<Application, JsonObject> values) {
        return callers.application(request).map(application -> {
            JsonObject links =
                    new JsonObject().put("self", UcwaResponder.href(application.href() + "/onlineMeetings/" + path));
            JsonObject body = values.apply(application);
            body.getJsonObject("_links", new JsonObject()).forEach(link -> links.put(link.getKey(), link.getValue()));
            return UcwaResponder.Answer.ok(body.put("_links", links).put("rel", rel));
        });
    }

    private JsonObject defaults(Application application) {
        MeetingConfiguration now = configured.get();
        boolean assigned =
                now.flag(MeetingConfiguration.ENABLE_ASSIGNED) && now.flag(MeetingConfiguration.ASSIGNED_BY_DEFAULT);
        return new JsonObject()
                .put("accessLevel", UcwaEnumNames.of(now.accessLevel()))
                .put("automaticLeaderAssignment", UcwaEnumNames.of(now.leaderAssignment()))
                .put("defaultOnlineMeetingRel", assigned ? "myAssignedOnlineMeeting" : "myOnlineMeetings")
                .put("entryExitAnnouncement", "Disabled")
                .put("lobbyBypassForPhoneUsers", now.flag(MeetingConfiguration.PSTN_BYPASS) ? "Enabled" : "Disabled")
                .put("participantsWarningThreshold", MeetingSettingsReader.MOST_PEOPLE);
    }

    private JsonObject eligible(Application application) {
        JsonArray rels = new JsonArray().add("myOnlineMeetings");
        if (configured.get().flag(MeetingConfiguration.ENABLE_ASSIGNED)) {
            rels.add("myAssignedOnlineMeeting");
        }
        return new JsonObject()
                .put("accessLevels", new JsonArray(UcwaEnumNames.all(AccessLevel.class)))
                .put("automaticLeaderAssignments", new JsonArray(UcwaEnumNames.all(LeaderAssignment.class)))
                .put("eligibleOnlineMeetingRels", rels)
                .put("entryExitAnnouncements", new JsonArray(ENABLED_OR_NOT))
                .put("lobbyBypassForPhoneUsersSettings", new JsonArray(ENABLED_OR_NOT))
                .put(
                        "_links",
                        new JsonObject()
                                .put(
                                        "myOnlineMeetings",
                                        UcwaResponder.href(OnlineMeetingJson.collection(application))));
    }

    private static JsonObject policies() {
        return new JsonObject()
                .put("entryExitAnnouncement", "Enabled")
                .put("externalUserMeetingRecording", "Disabled")
                .put("meetingRecording", "Disabled")
                .put("meetingSize", MeetingSettingsReader.MOST_PEOPLE)
                .put("phoneUserAdmission", "Disabled")
                .put("voipAudio", "Enabled");
    }

    private JsonObject invitation() {
        MeetingConfiguration now = configured.get();
        JsonObject texts = new JsonObject();
        put(texts, "enterpriseHelpUrl", now, MeetingConfiguration.HELP);
        put(texts, "invitationFooterText", now, MeetingConfiguration.FOOTER);
        put(texts, "invitationHelpUrl", now, MeetingConfiguration.HELP);
        put(texts, "invitationLegalUrl", now, MeetingConfiguration.LEGAL);
        put(texts, "invitationLogoUrl", now, MeetingConfiguration.LOGO);
        return texts;
    }

    private static void put(JsonObject texts, String name, MeetingConfiguration configuration, String setting) {
        String text = configuration.text(setting);
        texts.put(name, text == null ? "" : text);
    }

    private static JsonObject telephone() {
        return new JsonObject().put("isAudioConferenceProviderEnabled", false).put("tollFreeNumbers", new JsonArray());
    }
}
