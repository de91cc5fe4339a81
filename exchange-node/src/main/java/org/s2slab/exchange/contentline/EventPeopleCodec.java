package org.s2slab.exchange.contentline;

import static org.s2slab.ews.EwsNames.t;

import com.github.mangstadt.vinnie.VObjectProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.xml.XmlElement;

/** Reads and writes the organizer and the attendees of events (RFC 5545 sections 3.8.4.1 and 3.8.4.3). */
final class EventPeopleCodec {
    private static final String MAILTO = "mailto:";

    /** Each list of attendees in EWS, with its ROLE and CUTYPE in iCalendar. */
    private static final List<List<String>> LISTS = List.of(
            List.of("RequiredAttendees", "REQ-PARTICIPANT", "INDIVIDUAL"),
            List.of("OptionalAttendees", "OPT-PARTICIPANT", "INDIVIDUAL"),
            List.of("Resources", "NON-PARTICIPANT", "RESOURCE"));

    /** The mapping of PARTSTAT to ResponseType. Other values mean that the attendee has not answered. */
    private static final PropertyMapping RESPONSE =
            new PropertyMapping("ResponseType", "Accept=ACCEPTED Decline=DECLINED Tentative=TENTATIVE");

    /** The maximum number of attendees, as in a list of an EWS request. */
    private static final int MOST = 1_000;

    private EventPeopleCodec() {}

    /** Reads {@code Organizer}, the lists of attendees, and whether a response is requested. */
    static List<XmlElement> read(ContentLineComponent event) {
        List<XmlElement> read = new ArrayList<>();
        Optional<MailPerson> organizer = event.line("ORGANIZER").flatMap(EventPeopleCodec::person);
        organizer.ifPresent(person -> read.add(person.as("Organizer")));
        Map<String, List<XmlElement>> lists = new LinkedHashMap<>();
        boolean asked = false;
        List<VObjectProperty> attendees = event.lines("ATTENDEE");
        ContentLineComponent.failIf(
                attendees.size() > MOST, "A meeting has more than " + MOST + " attendees, the most.");
        for (VObjectProperty line : attendees) {
            Optional<MailPerson> person = person(line);
            boolean chair =
                    parameter(line, "ROLE").equals("CHAIR") && address(person).equalsIgnoreCase(address(organizer));
            asked |= parameter(line, "RSVP").equals("TRUE");
            if (person.isPresent() && !chair) {
                List<XmlElement> attendee = new ArrayList<>(List.of(person.get().element()));
                RESPONSE.read(List.of(parameter(line, "PARTSTAT"))).ifPresent(attendee::add);
                lists.computeIfAbsent(list(line), name -> new ArrayList<>()).add(t("Attendee", attendee));
            }
        }
        lists.forEach((name, people) -> read.add(t(name, people)));
        if (!lists.isEmpty()) {
            read.add(t("IsResponseRequested", asked));
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

    private static String parameter(VObjectProperty line, String name) {
        String value = line.getParameters().first(name);
        return value == null ? "" : value.toUpperCase(Locale.ROOT);
    }

    private static String address(Optional<MailPerson> person) {
        return person.map(MailPerson::address).orElse("");
    }

    private static Optional<MailPerson> person(VObjectProperty line) {
        String value = line.getValue().strip();
        String address =
                value.regionMatches(true, 0, MAILTO, 0, MAILTO.length()) ? value.substring(MAILTO.length()) : value;
        String name = line.getParameters().first("CN");
        return address.indexOf('@') < 1
                ? Optional.empty()
                : Optional.of(new MailPerson(name == null ? address : name, address));
    }

    /** Adds ORGANIZER and ATTENDEE lines; none for an appointment without attendees. */
    static void write(ItemContent item, ContentLineComponent event) {
        if (item.kind() == ItemKind.MEETING_RESPONSE) {
            organizer(item, event, "ToRecipients");
            String answer = item.propertyText("ResponseType", "");
            MailPerson.in(item, "From").stream()
                    .limit(1)
                    .forEach(person -> event.raw(
                            "ATTENDEE",
                            MAILTO + person.address(),
                            "PARTSTAT",
                            partstat(answer),
                            "CN",
                            person.shownName()));
            return;
        }
        if (LISTS.stream().noneMatch(list -> item.property(list.get(0)).isPresent())) {
            return;
        }
        organizer(item, event, "Organizer");
        String asked = item.propertyText("IsResponseRequested", "true").toUpperCase(Locale.ROOT);
        for (List<String> list : LISTS) {
            item.property(list.get(0)).stream()
                    .flatMap(found -> found.children("Attendee").stream())
                    .forEach(attendee -> attendee.child("Mailbox")
                            .map(MailPerson::read)
                            .ifPresent(person -> event.raw(
                                    "ATTENDEE",
                                    MAILTO + person.address(),
                                    "ROLE",
                                    list.get(1),
                                    "CUTYPE",
                                    list.get(2),
                                    "PARTSTAT",
                                    partstat(attendee.childText("ResponseType", "")),
                                    "RSVP",
                                    asked,
                                    "CN",
                                    person.shownName())));
        }
    }

    private static void organizer(ItemContent item, ContentLineComponent event, String property) {
        MailPerson.in(item, property).stream()
                .limit(1)
                .forEach(person -> event.raw("ORGANIZER", MAILTO + person.address(), "CN", person.shownName()));
    }

    private static String partstat(String response) {
        return RESPONSE.text(response).orElse("NEEDS-ACTION");
    }
}
