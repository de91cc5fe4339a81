package org.s2slab.exchange.availability;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.availability.SuggestionAttendee.Kind;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsFault;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.items.CalendarViewSearch;
import org.s2slab.exchange.mailbox.DistinguishedFolder;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * The GetUserAvailability operation: returns free/busy data of calendars, as much of it as the permissions of each
 * calendar give to the caller: all details, subjects and locations, or only the times. Suggests times for a meeting.
 *
 * @param elsewhere who is asked for mailboxes that are not here
 */
record GetUserAvailability(AddressBook book, ItemStore items, PermissionStore permissions, RemoteAvailability elsewhere)
        implements EwsOperation {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;

    /** Mailboxes of a request, and members of a group. */
    private static final int MOST_MAILBOXES = 100;

    @Override
    public String name() {
        return "GetUserAvailabilityRequest";
    }

    @Override
    public String responseName() {
        return "GetUserAvailabilityResponse";
    }

    /** Users of the other organisation of a hybrid deployment have accounts but no mailboxes on this server. */
    @Override
    public boolean needsMailbox() {
        return false;
    }

    @Override
    public Future<EwsResponse> perform(EwsRequest request) {
        XmlElement operation = request.operation();
        List<XmlElement> mailboxes =
                operation.child("MailboxDataArray").map(XmlElement::children).orElse(List.of());
        if (mailboxes.size() > MOST_MAILBOXES) {
            throw new EwsFault(
                    ResponseCode.ErrorInvalidRequest,
                    "MailboxDataArray has " + mailboxes.size() + " entries; at most " + MOST_MAILBOXES
                            + " are answered.");
        }
        Optional<AvailabilityQuery> asked = operation
                .child("FreeBusyViewOptions")
                .map(options -> AvailabilityQuery.of(operation, options, request.timeZone()));
        Optional<MeetingSuggestions> wanted = operation
                .child("SuggestionsViewOptions")
                .map(options -> MeetingSuggestions.of(operation, options, request.timeZone()));
        return each(asked, mailboxes, (query, mailbox) -> one(request, query, mailbox))
                .compose(freeBusy -> each(wanted, mailboxes, (query, mailbox) -> attendee(request, query, mailbox))
                        .map(attendees -> EwsResponse.bare(xml -> {
                            if (asked.isPresent()) {
                                xml.open(M, "FreeBusyResponseArray");
                                freeBusy.forEach(answer -> answer.write(xml));
                                xml.close();
                            }
                            wanted.ifPresent(query -> query.write(xml, attendees));
                        })));
    }

    /** The result of a query for each mailbox; empty without a query. */
    private static <Q, T> Future<List<T>> each(
            Optional<Q> query, List<XmlElement> mailboxes, BiFunction<Q, XmlElement, Future<T>> find) {
        return query.isEmpty()
                ? Future.succeededFuture(List.of())
                : WorkSequence.list(mailboxes, mailbox -> find.apply(query.get(), mailbox));
    }

    private static String address(XmlElement mailbox) {
        return mailbox.at("Email", "Address")
                .map(XmlElement::text)
                .orElse("")
                .strip()
                .replaceFirst("(?i)^smtp:", "");
    }

    /** An attendee for whom times are suggested. An attendee without a mailbox on this server is unknown. */
    private Future<SuggestionAttendee> attendee(EwsRequest request, MeetingSuggestions wanted, XmlElement mailbox) {
        List<Mailbox> reached = book.reachedBy(address(mailbox));
        boolean big = reached.size() > MOST_MAILBOXES;
        Kind kind = book.groupAt(address(mailbox)).isPresent()
                ? big ? Kind.TooBigGroup : Kind.Group
                : reached.isEmpty() ? Kind.Unknown : Kind.Individual;
        return WorkSequence.list(big ? List.<Mailbox>of() : reached, one -> calendar(request, wanted.window(), one))
                .map(calendars -> new SuggestionAttendee(
                        kind,
                        mailbox.childText("ExcludeConflicts")
                                .filter(XmlElement::isTrueText)
                                .isPresent(),
                        calendars.stream()
                                .map(calendar -> Optional.of(calendar)
                                        .filter(Calendar::isOpen)
                                        .map(open -> FreeBusy.of(
                                                open.items().stream().filter(wanted::counts))))
                                .toList()));
    }

    private Future<EwsPayload> one(EwsRequest request, AvailabilityQuery asked, XmlElement mailbox) {
        String address = address(mailbox);
        List<Mailbox> reached = book.reachedBy(address);
        Future<EwsPayload> answer = reached.isEmpty()
                ? elsewhere(request, address)
                : reached.size() > MOST_MAILBOXES
                        ? Future.failedFuture(new EwsError(ResponseCode.ErrorFreeBusyDLLimitReached))
                        : here(request, asked, reached, book.groupAt(address).isPresent());
        return answer.recover(failure -> failure instanceof EwsError error
                ? Future.succeededFuture(refused(error))
                : Future.failedFuture(failure));
    }

    private Future<EwsPayload> elsewhere(EwsRequest request, String address) {
        return elsewhere
                .freeBusy(address, request)
                .map(response -> response.<EwsPayload>map(element -> xml -> xml.copy(element, M, T)))
                .orElseGet(() -> Future.failedFuture(new EwsError(
                        ResponseCode.ErrorMailRecipientNotFound,
                        "Unable to resolve e-mail address '" + address + "' to a mailbox.")));
    }

    private Future<EwsPayload> here(
            EwsRequest request, AvailabilityQuery asked, List<Mailbox> mailboxes, boolean group) {
        return WorkSequence.list(mailboxes, mailbox -> calendar(request, asked.window(), mailbox))
                .map(all -> all.stream().filter(Calendar::isOpen).toList())
                .map(open -> {
                    if (open.isEmpty()) {
                        throw new EwsError(ResponseCode.ErrorNoFreeBusyAccess);
                    }
                    FreeBusy freeBusy = FreeBusy.of(open.stream().flatMap(calendar -> calendar.items().stream()));
                    return answer(asked, freeBusy, open.get(0), group);
                });
    }

    /** The items of a calendar, and the caller's rights in its mailbox. */
    private record Calendar(List<Item> items, MailboxRights rights) {
        private FolderRights calendar() {
            return rights.of(DistinguishedFolder.CALENDAR.distinguishedName());
        }

        boolean isOpen() {
            return !calendar().readAccess().equals("None");
        }

        boolean isDetailed() {
            return !calendar().readAccess().equals("TimeOnly");
        }
    }

    private Future<Calendar> calendar(EwsRequest request, TimeWindow window, Mailbox mailbox) {
        return permissions
                .rights(items.client(), mailbox, request.rights().actor())
                .compose(rights -> between(mailbox, window).map(found -> new Calendar(found, rights)));
    }

    /** Single items and occurrences; what ends where the window begins is not in it. */
    private Future<List<Item>> between(Mailbox mailbox, TimeWindow window) {
        return CalendarViewSearch.between(items.client(), mailbox, window.from(), window.until())
                .map(found -> found.stream()
                        .filter(item -> !window.from().equals(item.content().ends()))
                        .toList());
    }

    /** Writes free/busy data: one merged stream for a group, and of a mailbox what its calendar shows to the caller. */
    private static EwsPayload answer(AvailabilityQuery asked, FreeBusy freeBusy, Calendar first, boolean group) {
        String view = group
                ? "MergedOnly"
                : first.isDetailed() ? asked.view() : asked.view().replace("Detailed", "FreeBusy");
        return xml -> {
            xml.open(M, "FreeBusyResponse").open(M, "ResponseMessage");
            EwsMessage.outcome(xml, null);
            xml.close().open(M, "FreeBusyView").element(T, "FreeBusyViewType", view);
            if (group || asked.merged()) {
                xml.element(T, "MergedFreeBusy", freeBusy.merged(asked.window(), asked.interval()));
            }
            if (!group && asked.events()) {
                freeBusy.write(xml, asked.zone(), view.startsWith("Detailed"), first.rights());
                asked.sent().ifPresent(zone -> workingHours(xml, zone));
            }
            xml.close().close();
        };
    }

    /** Writes working hours, which are always the product's defaults. */
    private static void workingHours(XmlWriter xml, XmlElement zone) {
        xml.open(T, "WorkingHours")
                .copy(T, zone)
                .open(T, "WorkingPeriodArray")
                .open(T, "WorkingPeriod")
                .element(T, "DayOfWeek", "Monday Tuesday Wednesday Thursday Friday")
                .element(T, "StartTimeInMinutes", Integer.toString(FreeBusy.WORK_BEGINS.toSecondOfDay() / 60))
                .element(T, "EndTimeInMinutes", Integer.toString(FreeBusy.WORK_ENDS.toSecondOfDay() / 60));
        xml.close().close().close();
    }

    private static EwsPayload refused(EwsError error) {
        return xml -> {
            xml.open(M, "FreeBusyResponse").open(M, "ResponseMessage");
            EwsMessage.outcome(xml, error);
            xml.close()
                    .open(M, "FreeBusyView")
                    .element(T, "FreeBusyViewType", "None")
                    .close();
            xml.close();
        };
    }
}
