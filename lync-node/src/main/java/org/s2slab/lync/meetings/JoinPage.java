package org.s2slab.lync.meetings;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes the response of a meeting's join URL: HTML or JSON. All input from outside is escaped. */
record JoinPage(Supplier<MeetingConfiguration> configured) {
    /** The content security policy: no scripts, no resources except the configured logo, no framing. */
    String policy() {
        String logo = configured.get().text(MeetingConfiguration.LOGO);
        String images = logo == null ? "" : "; img-src " + origin(URI.create(logo));
        return "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" + images;
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }

    /** The page for a person who has neither signed in nor entered a name. It shows nothing about the meeting. */
    String stranger() {
        return page(
                "Join a meeting",
                "<form method=\"post\"><p><label>Your name <input name=\"name\" maxlength=\"100\""
                        + " required></label> <button>Join as a guest</button></p></form>"
                        + "<p><a href=\"?signin=1\">Sign in</a> if you have an account here.</p>");
    }

    String html(MeetingJoinService.Place place) {
        return switch (place.state()) {
            case DENIED -> page("Not admitted", "<p>A leader of the meeting did not let you in.</p>");
            case WAITING ->
                page("Lobby", "<p>You are in the lobby. A leader of the meeting will let you in.</p>" + again(place));
            case ADMITTED -> page(title(place), meeting(place));
        };
    }

    private static String title(MeetingJoinService.Place place) {
        String subject = place.at().meeting().settings().subject();
        return subject == null || subject.isBlank() ? "Meeting" : subject;
    }

    private static String again(MeetingJoinService.Place place) {
        String holder = place.holder();
        return holder == null
                ? "<p><a href=\"?signin=1\">Look again</a></p>"
                : "<form method=\"post\"><input type=\"hidden\" name=\"guest\" value=\"" + escaped(holder)
                        + "\"><button>Look again</button></form>";
    }

    private static String meeting(MeetingJoinService.Place place) {
        OnlineMeeting meeting = place.at().meeting();
        StringBuilder text = new StringBuilder();
        text.append("<p>Organized by ").append(escaped(place.at().organizer().displayName()));
        text.append("; you are ")
                .append(escaped(UcwaEnumNames.of(place.role())))
                .append(".</p>");
        text.append("<p>").append(escaped(meeting.settings().description())).append("</p>");
        text.append("<p>")
                .append(escaped(MeetingAddresses.uri(place.at().organizer(), meeting)))
                .append("</p>");
        for (MeetingLobby.Guest guest : place.lobby()) {
            text.append("<form method=\"post\" action=\"")
                    .append(meeting.id())
                    .append("/lobby/")
                    .append(guest.id());
            text.append("\">").append(escaped(guest.name())).append(" waits. ");
            text.append("<button name=\"decision\" value=\"admit\">Admit</button> ");
            text.append("<button name=\"decision\" value=\"deny\">Deny</button></form>");
        }
        return text.toString();
    }

    private String page(String title, String content) {
        MeetingConfiguration now = configured.get();
        StringBuilder foot = new StringBuilder();
        link(foot, "Help", now.text(MeetingConfiguration.HELP));
        link(foot, "Legal", now.text(MeetingConfiguration.LEGAL));
        String logo = now.text(MeetingConfiguration.LOGO);
        String image = logo == null ? "" : "<img alt=\"\" src=\"" + escaped(logo) + "\">";
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(title)
                + "</title></head><body>" + image + "<h1>" + escaped(title) + "</h1>" + content + "<footer>"
                + escaped(now.text(MeetingConfiguration.FOOTER)) + foot + "</footer></body></html>\n";
    }

    private static void link(StringBuilder foot, String name, @Nullable String address) {
        if (address != null) {
            foot.append(" <a href=\"").append(escaped(address)).append("\" rel=\"noreferrer\">");
            foot.append(name).append("</a>");
        }
    }

    static JsonObject json(MeetingJoinService.Place place) {
        JsonObject json = new JsonObject().put("state", UcwaEnumNames.of(place.state()));
        if (place.holder() != null) {
            json.put("guest", place.holder());
        }
        if (!place.isIn()) {
            return json;
        }
        OnlineMeeting meeting = place.at().meeting();
        JsonArray lobby = new JsonArray();
        place.lobby()
                .forEach(guest ->
                        lobby.add(new JsonObject().put("id", guest.id()).put("name", guest.name())));
        return json.put("role", UcwaEnumNames.of(place.role()))
                .put(
                        "meeting",
                        new JsonObject()
                                .put("subject", meeting.settings().subject())
                                .put("description", meeting.settings().description())
                                .put("organizer", place.at().organizer().displayName())
                                .put(
                                        "onlineMeetingUri",
                                        MeetingAddresses.uri(place.at().organizer(), meeting)))
                .put("lobby", lobby);
    }

    private static String escaped(@Nullable String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
    }
}
