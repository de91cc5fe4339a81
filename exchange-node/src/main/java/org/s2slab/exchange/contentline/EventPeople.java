package org.s2slab.exchange.contentline;

import static org.s2slab.ews.EwsNames.t;

import com.github.mangstadt.vinnie.VObjectParameters;
import com.github.mangstadt.vinnie.VObjectProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemKind;
import org.s2slab.exchange.mailbox.MailPerson;
import org.s2slab.xml.XmlElement;

/** The organizer and the attendees of events (RFC 5545 sections 3.8.4.1 and 3.8.4.3). */
final class EventPeople {
    private static final String MAILTO = "mailto:";

    /** Each list with its ROLE and CUTYPE. */
    private static final List<List<String>> LISTS = List.of(
            List.of("RequiredAttendees", "REQ-PARTICIPANT", "INDIVIDUAL"),
            List.of("OptionalAttendees", "OPT-PARTICIPANT", "INDIVIDUAL"),
            List.of("Resources", "NON-PARTICIPANT", "RESOURCE"));

    /** PARTSTAT and the ResponseType of an attendee. All others have not answered. */
    private static final List<List<String>> RESPONSES =
            List.of(List.of("ACCEPTED", "Accept"), List.of("DECLINED", "Decline"), List.of("TENTATIVE", "Tentative"));

    private EventPeople() {}

    /** {@code Organizer}, the lists of attendees, and whether they are to answer. */
    static List<XmlElement> read(ContentLineComponent event) {
        List<XmlElement> read = new ArrayList<>();
        Optional<XmlElement> organizer = event.line("ORGANIZER").flatMap(EventPeople::mailbox);
        organizer.ifPresent(mailbox -> read.add(t("Organizer", mailbox)));
        Map<String, List<XmlElement>> lists = new LinkedHashMap<>();
        boolean asked = false;
        for (VObjectProperty line : event.lines("ATTENDEE")) {
            Optional<XmlElement> mailbox = mailbox(line);
            boolean chair =
                    parameter(line, "ROLE").equals("CHAIR") && address(mailbox).equalsIgnoreCase(address(organizer));
            asked |= parameter(line, "RSVP").equals("TRUE");
            if (mailbox.isPresent() && !chair) {
                List<XmlElement> attendee = new ArrayList<>(List.of(mailbox.get()));
                response(line).ifPresent(attendee::add);
                lists.computeIfAbsent(list(line), name -> new ArrayList<>()).add(t("Attendee", attendee));
            }
        }
        lists.forEach((name, attendees) -> read.add(t(name, attendees)));
        if (!lists.isEmpty()) {
            read.add(t("IsResponseRequested", Boolean.toString(asked)));
        }
        return read;
    }

    private static String list(VObjectProperty line) {
        String type = parameter(line, "CUTYPE");
        String role = parameter(line, "ROLE");
        return type.equals("RESOURCE") || type.equals("ROOM")
                ? "Resources"
                : role.equals("OPT-PARTICIPANT") || role.equals("NON-PARTICIPANT")
                        ? "OptionalAttendees"
                        : "RequiredAttendees";
    }

    private static Optional<XmlElement> response(VObjectProperty line) {
        return RESPONSES.stream()
                .filter(pair -> pair.get(0).equals(parameter(line, "PARTSTAT")))
                .map(pair -> t("ResponseType", pair.get(1)))
                .findFirst();
    }

    private static String parameter(VObjectProperty line, String name) {
        String value = line.getParameters().first(name);
        return value == null ? "" : value.toUpperCase(Locale.ROOT);
    }

    private static String address(Optional<XmlElement> mailbox) {
        return mailbox.flatMap(one -> one.childText("EmailAddress")).orElse("");
    }

    private static Optional<XmlElement> mailbox(VObjectProperty line) {
        String value = line.getValue().strip();
        String address =
                value.regionMatches(true, 0, MAILTO, 0, MAILTO.length()) ? value.substring(MAILTO.length()) : value;
        VObjectParameters parameters = line.getParameters();
        String name = parameters.first("CN");
        return address.indexOf('@') < 1
                ? Optional.empty()
                : Optional.of(new MailPerson(name == null ? address : name, address).element());
    }

    /** Adds ORGANIZER and ATTENDEE lines. An appointment without attendees has none. */
    static void write(ItemContent item, ContentLineComponent event) {
        if (item.kind() == ItemKind.MEETING_RESPONSE) {
            first(item, "ToRecipients").ifPresent(mailbox -> event.raw("ORGANIZER", uri(mailbox), "CN", name(mailbox)));
            String answer = item.propertyText("ResponseType").orElse("");
            first(item, "From")
                    .ifPresent(mailbox ->
                            event.raw("ATTENDEE", uri(mailbox), "PARTSTAT", partstat(answer), "CN", name(mailbox)));
            return;
        }
        if (LISTS.stream().noneMatch(list -> item.property(list.get(0)).isPresent())) {
            return;
        }
        item.property("Organizer")
                .flatMap(organizer -> organizer.child("Mailbox"))
                .ifPresent(mailbox -> event.raw("ORGANIZER", uri(mailbox), "CN", name(mailbox)));
        String asked = item.propertyText("IsResponseRequested").orElse("true").toUpperCase(Locale.ROOT);
        for (List<String> list : LISTS) {
            item.property(list.get(0)).stream()
                    .flatMap(found -> found.children("Attendee").stream())
                    .forEach(attendee -> attendee.child("Mailbox")
                            .ifPresent(mailbox -> event.raw(
                                    "ATTENDEE",
                                    uri(mailbox),
                                    "ROLE",
                                    list.get(1),
                                    "CUTYPE",
                                    list.get(2),
                                    "PARTSTAT",
                                    partstat(attendee.childText("ResponseType").orElse("")),
                                    "RSVP",
                                    asked,
                                    "CN",
                                    name(mailbox))));
        }
    }

    private static Optional<XmlElement> first(ItemContent item, String list) {
        return item.property(list).flatMap(people -> people.child("Mailbox"));
    }

    private static String partstat(String response) {
        return RESPONSES.stream()
                .filter(pair -> pair.get(1).equals(response))
                .map(pair -> pair.get(0))
                .findFirst()
                .orElse("NEEDS-ACTION");
    }

    private static String uri(XmlElement mailbox) {
        return MAILTO + mailbox.childText("EmailAddress").orElse("").strip();
    }

    private static String name(XmlElement mailbox) {
        return mailbox.childText("Name")
                .filter(name -> !name.isBlank())
                .orElse(mailbox.childText("EmailAddress").orElse(""));
    }
}
