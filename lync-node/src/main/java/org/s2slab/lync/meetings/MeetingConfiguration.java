package org.s2slab.lync.meetings;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;

/**
 * A deployment's meeting configuration (Set-CsMeetingConfiguration): the default values of meetings, and the texts of
 * invitations and of the join page.
 *
 * @param settings by the cmdlet's parameter names, complete
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

    /** The settings with values True or False, with their help. */
    static final Map<String, String> FLAGS = Map.of(
            ADMIT_ANONYMOUS, "Whether new meetings admit everybody who has the link.",
            ASSIGNED_BY_DEFAULT, "Whether new meetings are public by default. A public meeting keeps the same link.",
            ENABLE_ASSIGNED, "Whether users may have a public meeting.",
            PSTN_BYPASS, "Whether telephone callers bypass the lobby.");

    /** The URLs and the text of invitations, with their help. */
    static final Map<String, String> TEXTS = Map.of(
            LOGO, "The address of an image for invitations and the join page.",
            LEGAL, "The address of a page with legal information.",
            HELP, "The address of a page that explains how to join.",
            FOOTER, "The footer text of invitations and the join page.");

    /** The values of DesignateAsPresenter, named as in the cmdlet. */
    static final List<String> PRESENTERS = List.of("None", "Company", "Everyone");

    static final MeetingConfiguration INSTALLED = new MeetingConfiguration(new JsonObject());

    MeetingConfiguration {
        JsonObject complete = new JsonObject();
        for (String name : FLAGS.keySet().stream().sorted().toList()) {
            complete.put(name, settings.getBoolean(name, true));
        }
        complete.put(PRESENTER, settings.getString(PRESENTER, "Company"));
        for (String name : List.of(LOGO, LEGAL, HELP, FOOTER)) {
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

    /** The value of a text setting; null when it is not set. */
    @Nullable
    String text(String name) {
        String text = settings.getString(name);
        return text.isEmpty() ? null : text;
    }

    /** Refuses links that are not http or https, as a page shows them. */
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
