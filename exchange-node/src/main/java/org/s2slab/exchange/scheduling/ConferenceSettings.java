package org.s2slab.exchange.scheduling;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.xml.XmlElement;

/**
 * The access settings of an online meeting ({@code t:OnlineMeetingSettingsType}) with the values of Exchange; null
 * selects the default of Lync's meeting configuration.
 *
 * @param lobbyBypass Disabled or EnabledForGatewayParticipants: whether callers by telephone bypass the lobby
 * @param accessLevel Locked, Invited, Internal or Everyone: who bypasses the lobby
 * @param presenters Disabled, Internal or Everyone: who presents
 */
record ConferenceSettings(
        @Nullable String lobbyBypass,
        @Nullable String accessLevel,
        @Nullable String presenters) {
    static final String ELEMENT = "OnlineMeetingSettings";
    static final List<String> LOBBY_BYPASSES = List.of("Disabled", "EnabledForGatewayParticipants");
    static final List<String> ACCESS_LEVELS = List.of("Locked", "Invited", "Internal", "Everyone");
    static final List<String> PRESENTERS = List.of("Disabled", "Internal", "Everyone");

    /** The only value that has another name in Lync: the value Internal is called SameEnterprise in UCWA. */
    private static final Map<String, String> TO_LYNC = Map.of("Internal", "SameEnterprise");

    private static final Map<String, String> FROM_LYNC = Map.of("SameEnterprise", "Internal", "None", "Locked");

    /** Reads the element of an item; without the element, all values are null. */
    static ConferenceSettings of(Optional<XmlElement> element) {
        return new ConferenceSettings(
                element.flatMap(found -> found.childText("LobbyBypass")).orElse(null),
                element.flatMap(found -> found.childText("AccessLevel")).orElse(null),
                element.flatMap(found -> found.childText("Presenters")).orElse(null));
    }

    /** Reads the settings from a response of Lync. */
    static ConferenceSettings of(JsonObject meeting) {
        boolean phones = "Enabled".equals(meeting.getString("lobbyBypassForPhoneUsers"));
        return new ConferenceSettings(
                LOBBY_BYPASSES.get(phones ? 1 : 0),
                inExchange(meeting.getString("accessLevel", "Everyone")),
                inExchange(meeting.getString("automaticLeaderAssignment", "Disabled")));
    }

    /** Sets the non-null settings in the JSON of a Lync conference. */
    void into(JsonObject meeting) {
        if (accessLevel != null) {
            meeting.put("accessLevel", TO_LYNC.getOrDefault(accessLevel, accessLevel));
        }
        if (presenters != null) {
            meeting.put("automaticLeaderAssignment", TO_LYNC.getOrDefault(presenters, presenters));
        }
        if (lobbyBypass != null) {
            meeting.put("lobbyBypassForPhoneUsers", lobbyBypass.equals("Disabled") ? "Disabled" : "Enabled");
        }
    }

    /** The element of an item. The schema requires all three values. */
    XmlElement element() {
        return t(
                ELEMENT,
                t("LobbyBypass", lobbyBypass == null ? "Disabled" : lobbyBypass),
                t("AccessLevel", accessLevel == null ? "Everyone" : accessLevel),
                t("Presenters", presenters == null ? "Disabled" : presenters));
    }

    private static String inExchange(String word) {
        return FROM_LYNC.getOrDefault(word, word);
    }
}
