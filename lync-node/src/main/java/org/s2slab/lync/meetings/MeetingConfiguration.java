package org.s2slab.lync.meetings;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;

/**
 * A deployment's meeting configuration (Set-CsMeetingConfiguration): the default values of meetings, and the texts of
 * invitations and of the join page.
 *
 * @param settings all settings, by the cmdlet's parameter names
 */
record MeetingConfiguration(JsonObject settings) {
    static final String ADMIT_ANONYMOUS = "AdmitAnonymousUsersByDefault";
    static final String ASSIGNED_BY_DEFAULT = "AssignedConferenceTypeByDefault";
    static final String ENABLE_ASSIGNED = "EnableAssignedConferenceType";
    static final String PRESENTER = "DesignateAsPresenter";
    static final String PSTN_BYPASS = "PstnCallersBypassLobby";
    static final String LOGO = "LogoURL";
    static final String LEGAL = "LegalURL";
    static final String HELP = "HelpURL";
    static final String FOOTER = "CustomFooterText";

    /** The settings whose value is True or False. */
    static final List<String> FLAGS = List.of(ADMIT_ANONYMOUS, ASSIGNED_BY_DEFAULT, ENABLE_ASSIGNED, PSTN_BYPASS);

    /** The URLs and the text of invitations. */
    static final List<String> TEXTS = List.of(LOGO, LEGAL, HELP, FOOTER);

    static final MeetingConfiguration INSTALLED = new MeetingConfiguration(new JsonObject());

    MeetingConfiguration {
        JsonObject complete = new JsonObject();
        for (String name : FLAGS) {
            complete.put(name, settings.getBoolean(name, true));
        }
        complete.put(PRESENTER, settings.getString(PRESENTER, "Company"));
        for (String name : TEXTS) {
            complete.put(name, settings.getString(name, ""));
        }
        settings = complete;
        List.of(LOGO, LEGAL, HELP).forEach(name -> checkAddress(name, complete.getString(name)));
    }

    AccessLevel accessLevel() {
        return flag(ADMIT_ANONYMOUS) ? AccessLevel.EVERYONE : AccessLevel.SAME_ENTERPRISE;
    }

    LeaderAssignment leaderAssignment() {
        return switch (settings.getString(PRESENTER)) {
            case "None" -> LeaderAssignment.DISABLED;
            case "Everyone" -> LeaderAssignment.EVERYONE;
            default -> LeaderAssignment.SAME_ENTERPRISE;
        };
    }

    boolean flag(String name) {
        return settings.getBoolean(name);
    }

    /** The value of a text setting, or null if it is not set. */
    @Nullable
    String text(String name) {
        String text = settings.getString(name);
        return text.isEmpty() ? null : text;
    }

    /** Refuses links that are not http or https, because a page shows them. */
    private static void checkAddress(String name, String address) {
        if (address.isEmpty()) {
            return;
        }
        try {
            URI uri = new URI(address);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && address.length() <= 1024) {
                return;
            }
        } catch (URISyntaxException e) {
            throw invalid(name, address);
        }
        throw invalid(name, address);
    }

    private static Refusal invalid(String name, String address) {
        return Refusal.invalid(
                "Cannot bind parameter '" + name + "'. \"" + address + "\" is not the address of a web page.");
    }
}
