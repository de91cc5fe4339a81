package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What administrators decide about meetings, and what schedulers get of it. */
class MeetingConfigurationTest extends ConnectedFixture {
    private static final String POOL = "service:UserServer:lync.contoso.com";

    private UcwaCaller anna;
    private JsonObject application;

    @BeforeEach
    void start() {
        anna = UcwaCaller.exchangeFor(lab, "anna@contoso.com");
        application = anna.application();
    }

    @Test
    void isTheDocumentedOneAtFirst() {
        assertThat(lab.cmdlet("Get-CsMeetingConfiguration").object())
                .isEqualTo(new JsonObject()
                        .put("Identity", "Global")
                        .put("AdmitAnonymousUsersByDefault", true)
                        .put("AssignedConferenceTypeByDefault", true)
                        .put("EnableAssignedConferenceType", true)
                        .put("PstnCallersBypassLobby", true)
                        .put("DesignateAsPresenter", "Company")
                        .putNull("LogoURL")
                        .putNull("LegalURL")
                        .putNull("HelpURL")
                        .putNull("CustomFooterText"));
    }

    @Test
    void decidesWhatAMeetingIsOfWhichNothingIsSaid() {
        lab.cmdlet(
                "Set-CsMeetingConfiguration",
                "AdmitAnonymousUsersByDefault",
                false,
                "DesignateAsPresenter",
                "None",
                "PstnCallersBypassLobby",
                false);

        JsonObject made = anna.post(anna.meetings(), new JsonObject()).json();
        JsonObject defaults = resource("onlineMeetingDefaultValues");

        assertThat(made.getString("accessLevel")).isEqualTo("SameEnterprise");
        assertThat(made.getString("automaticLeaderAssignment")).isEqualTo("Disabled");
        assertThat(made.getString("lobbyBypassForPhoneUsers")).isEqualTo("Disabled");
        assertThat(defaults.getString("accessLevel")).isEqualTo("SameEnterprise");
        assertThat(defaults.getString("automaticLeaderAssignment")).isEqualTo("Disabled");
        assertThat(defaults.getString("defaultOnlineMeetingRel")).isEqualTo("myAssignedOnlineMeeting");
    }

    @Test
    void saysWhatInvitationsCarry() {
        lab.cmdlet(
                "Set-CsMeetingConfiguration",
                "LogoURL",
                "https://www.contoso.com/logo.png",
                "CustomFooterText",
                "Confidential");
        lab.stop();
        lab.start();
        application = anna.application();

        JsonObject invitation = resource("onlineMeetingInvitationCustomization");

        assertThat(invitation.getString("invitationLogoUrl")).isEqualTo("https://www.contoso.com/logo.png");
        assertThat(invitation.getString("invitationFooterText")).isEqualTo("Confidential");
        assertThat(resource("onlineMeetingPolicies").getInteger("meetingSize")).isEqualTo(250);
        assertThat(resource("onlineMeetingEligibleValues").getJsonArray("accessLevels"))
                .containsExactly("Locked", "Invited", "SameEnterprise", "Everyone");
        assertThat(resource("phoneDialInInformation").getBoolean("isAudioConferenceProviderEnabled"))
                .isFalse();
    }

    @Test
    void givesEachPersonOneStandingMeetingWhereThatIsAllowed() {
        String link = link("myAssignedOnlineMeeting");
        JsonObject standing = anna.get(link).json();

        assertThat(standing.getString("rel")).isEqualTo("myAssignedOnlineMeeting");
        assertThat(link("myAssignedOnlineMeeting")).endsWith(standing.getString("onlineMeetingId"));
        assertThat(anna.delete(link).status()).isEqualTo(405);
        assertThat(anna.put(link, "*", standing).status()).isEqualTo(405);

        lab.cmdlet("Set-CsMeetingConfiguration", "EnableAssignedConferenceType", false);

        assertThat(anna.get(link).status()).isEqualTo(404);
        assertThat(anna.get(UcwaCaller.self(application)).body()).doesNotContain("myAssignedOnlineMeeting");
    }

    @Test
    void countsAsThePoolsOwnBeforeTheGlobalOne() {
        lab.cmdlet("New-CsMeetingConfiguration", "Identity", POOL, "AdmitAnonymousUsersByDefault", false);

        String own = anna.post(anna.meetings(), new JsonObject()).json().getString("accessLevel");
        var again = lab.tryCmdlet("New-CsMeetingConfiguration", "Identity", POOL);
        lab.cmdlet("Remove-CsMeetingConfiguration", "Identity", POOL);
        String global = anna.post(anna.meetings(), new JsonObject()).json().getString("accessLevel");

        assertThat(own).isEqualTo("SameEnterprise");
        assertThat(again.status()).isEqualTo(409);
        assertThat(global).isEqualTo("Everyone");
        assertThat(lab.tryCmdlet("Set-CsMeetingConfiguration", "Identity", "site:Redmond")
                        .message())
                .contains("one pool");
    }

    @Test
    void takesNoAddressThatRunsSomething() {
        assertThat(lab.tryCmdlet("Set-CsMeetingConfiguration", "HelpURL", "javascript:alert(1)")
                        .message())
                .contains("HelpURL", "web page");
    }

    private String link(String name) {
        return anna.get(UcwaCaller.self(application))
                .json()
                .getJsonObject("_embedded")
                .getJsonObject("onlineMeetings")
                .getJsonObject("_links")
                .getJsonObject(name)
                .getString("href");
    }

    private JsonObject resource(String name) {
        return anna.get(link(name)).json();
    }
}
