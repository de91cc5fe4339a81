package org.s2slab.exchange.scheduling;

import static org.s2slab.ews.EwsNames.t;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.xml.XmlElement;

/** The attendees of a meeting, and which of them have mailboxes on this server. */
record MeetingAttendees(MailboxDirectory mailboxes, AddressBook book) {
    static final List<String> LISTS = List.of("RequiredAttendees", "OptionalAttendees", "Resources");

    /** The {@code t:Mailbox} elements of all invited attendees and resources, without duplicate addresses. */
    static List<XmlElement> invited(ItemContent meeting) {
        Map<String, XmlElement> found = new LinkedHashMap<>();
        attendees(meeting)
                .flatMap(attendee -> attendee.child("Mailbox").stream())
                .forEach(mailbox -> found.putIfAbsent(address(mailbox), mailbox));
        return List.copyOf(found.values());
    }

    static boolean isMeeting(ItemContent item) {
        return !invited(item).isEmpty();
    }

    /**
     * The mailboxes of the attendees, including members of distribution groups, without the organiser's mailbox.
     * Attendees without a mailbox on this server receive no message: this server does not exchange mail with other
     * servers.
     */
    List<Mailbox> mailboxes(ItemContent meeting, Mailbox organiser) {
        return invited(meeting).stream()
                .map(MeetingAttendees::address)
                .flatMap(this::at)
                .filter(mailbox -> !mailbox.id().equals(organiser.id()))
                .distinct()
                .toList();
    }

    /** The {@code sip:} addresses of the attendees; without a mailbox on this server, the mail address. */
    List<String> sipAddresses(ItemContent meeting) {
        return invited(meeting).stream()
                .map(MeetingAttendees::address)
                .flatMap(address -> {
                    List<Mailbox> here = at(address).toList();
                    return here.isEmpty()
                            ? Stream.of(address)
                            : here.stream()
                                    .map(mailbox ->
                                            Optional.ofNullable(mailbox.sip()).orElse(mailbox.primaryAddress()));
                })
                .map(address -> "sip:" + address)
                .distinct()
                .toList();
    }

    /** The mailbox with an address; empty if several mailboxes match or none does. */
    Optional<Mailbox> one(String address) {
        return mailboxes.mailboxAt(address);
    }

    private Stream<Mailbox> at(String address) {
        return book.groupAt(address)
                .map(group -> book.mailboxesOf(group).stream())
                .orElseGet(() -> one(address).stream());
    }

    /** A meeting with the response of one attendee added. */
    static ItemContent answered(ItemContent meeting, Mailbox attendee, MeetingAnswer answer, String time) {
        return each(
                meeting,
                one -> attendee.hasAddress(addressOf(one))
                        ? attendee(
                                one, t("ResponseType", answer.response().responseType()), t("LastResponseTime", time))
                        : one);
    }

    /** A meeting as attendees see it: without the resources and the responses of other attendees. */
    static ItemContent seenByAttendees(ItemContent meeting) {
        return each(meeting.without("Resources").without("When"), MeetingAttendees::attendee);
    }

    /** A meeting request with the organiser as its first required attendee ([MS-OXWSMTGS]). */
    static ItemContent withOrganiserFirst(ItemContent request) {
        List<XmlElement> organiser = request.property("Organizer").flatMap(there -> there.child("Mailbox")).stream()
                .map(mailbox -> t("Attendee", mailbox))
                .toList();
        Stream<XmlElement> others = request.property("RequiredAttendees").stream()
                .flatMap(list -> list.children().stream())
                .filter(one ->
                        organiser.stream().noneMatch(first -> addressOf(first).equals(addressOf(one))));
        return request.with(
                t("RequiredAttendees", Stream.concat(organiser.stream(), others).toList()));
    }

    /** The organiser's item with the known response of each attendee. The response of a new attendee is Unknown. */
    static ItemContent withAnswers(ItemContent meeting, ItemContent before) {
        Map<String, XmlElement> known = new HashMap<>();
        attendees(before).forEach(one -> known.put(addressOf(one), one));
        return each(
                meeting,
                one -> one.child("ResponseType").isPresent()
                        ? one
                        : known.getOrDefault(addressOf(one), attendee(one, t("ResponseType", "Unknown"))));
    }

    private static XmlElement attendee(XmlElement attendee, XmlElement... answer) {
        return t(
                "Attendee",
                Stream.concat(attendee.children("Mailbox").stream(), Stream.of(answer))
                        .toList());
    }

    /** All attendees: required attendees, optional attendees and resources. */
    static Stream<XmlElement> attendees(ItemContent meeting) {
        return LISTS.stream()
                .flatMap(list -> meeting.property(list).stream())
                .flatMap(list -> list.children("Attendee").stream());
    }

    /** The mail address of an attendee. */
    static String addressOf(XmlElement attendee) {
        return attendee.child("Mailbox").map(MeetingAttendees::address).orElse("");
    }

    private static ItemContent each(ItemContent meeting, UnaryOperator<XmlElement> change) {
        ItemContent changed = meeting;
        for (String list : LISTS) {
            Optional<XmlElement> there = meeting.property(list);
            if (there.isPresent()) {
                changed = changed.with(
                        t(list, there.get().children().stream().map(change).toList()));
            }
        }
        return changed;
    }

    /** The mail address of a {@code t:Mailbox}, in lower case. */
    static String address(XmlElement mailbox) {
        return mailbox.childText("EmailAddress", "").strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the mailbox owner is the organiser, or the item has no organiser. */
    static boolean isOrganiser(ItemContent item, Mailbox owner) {
        return item.property("Organizer")
                .flatMap(organiser -> organiser.child("Mailbox"))
                .map(mailbox -> owner.hasAddress(address(mailbox))
                        || owner.primaryAddress().equalsIgnoreCase(address(mailbox)))
                .orElse(true);
    }
}
