package org.s2slab.exchange.availability;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.availability.SuggestionAttendee.Kind;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * The operation GetUserAvailability: returns free/busy data of calendars and suggests times for a meeting. The
 * permissions of each calendar determine the data for the caller: all details, subjects and locations, or only the
 * times.
 *
 * @param vertx runs the computation of responses on worker threads
 * @param elsewhere queries mailboxes on other servers
 */
record GetUserAvailability(Vertx vertx, AddressBook book, PermissionStore permissions, RemoteAvailability elsewhere)
        implements EwsOperation {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;

    @Override
    public String name() {
        return "GetUserAvailabilityRequest";
    }

    @Override
    public String responseName() {
        return "GetUserAvailabilityResponse";
    }

    /** False, because users of the other organisation in a hybrid deployment have no mailboxes on this server. */
    @Override
    public boolean needsMailbox() {
        return false;
    }

    @Override
    public Future<EwsResponse> perform(EwsRequest request) {
        XmlElement operation = request.operation();
        List<RequestedMailbox> all = RequestedMailbox.of(book, operation);
        Optional<AvailabilityQuery> asked = operation
                .child("FreeBusyViewOptions")
                .map(options -> AvailabilityQuery.of(operation, options, request.timeZone()));
        Optional<MeetingSuggestions> requested = operation
                .child("SuggestionsViewOptions")
                .map(options -> MeetingSuggestions.of(operation, options, request.timeZone()));
        return each(asked, all, (query, mailbox) -> one(request, query, mailbox))
                .compose(freeBusy -> each(requested, all, (query, mailbox) -> attendee(request, query, mailbox))
                        .compose(attendees -> vertx.executeBlocking(
                                () -> requested
                                        .map(query -> query.answer(attendees))
                                        .orElse(EwsPayload.NONE),
                                false))
                        .map(suggestions -> EwsResponse.bare(xml -> {
                            if (asked.isPresent()) {
                                xml.list(M, "FreeBusyResponseArray", freeBusy, answer -> answer.write(xml));
                            }
                            suggestions.write(xml);
                        })));
    }

    /** The result of a query for each mailbox; empty without a query. */
    private static <Q, T> Future<List<T>> each(
            Optional<Q> query, List<RequestedMailbox> mailboxes, BiFunction<Q, RequestedMailbox, Future<T>> find) {
        return query.isEmpty()
                ? Future.succeededFuture(List.of())
                : WorkSequence.list(mailboxes, mailbox -> find.apply(query.get(), mailbox));
    }

    /**
     * Reads the calendars of an attendee. The kind of the attendee is Unknown if this server does not have the mailbox.
     */
    private Future<SuggestionAttendee> attendee(
            EwsRequest request, MeetingSuggestions requested, RequestedMailbox asked) {
        Kind kind = asked.isGroup()
                ? asked.isTooBig() ? Kind.TooBigGroup : Kind.Group
                : asked.reached().isEmpty() ? Kind.Unknown : Kind.Individual;
        return WorkSequence.list(
                        asked.isTooBig() ? List.<Mailbox>of() : asked.reached(),
                        one -> calendar(request, requested.window(), one))
                .map(calendars -> new SuggestionAttendee(
                        kind,
                        asked.excludesConflicts(),
                        calendars.stream()
                                .map(calendar -> Optional.of(calendar)
                                        .filter(OpenCalendar::isOpen)
                                        .map(open -> FreeBusy.of(
                                                open.items().stream().filter(requested::counts))))
                                .toList()));
    }

    private Future<EwsPayload> one(EwsRequest request, AvailabilityQuery query, RequestedMailbox asked) {
        Future<EwsPayload> answer = asked.reached().isEmpty()
                ? elsewhere(request, asked.address())
                : asked.isTooBig()
                        ? Future.failedFuture(new EwsError(ResponseCode.ErrorFreeBusyDLLimitReached))
                        : here(request, query, asked);
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

    private Future<EwsPayload> here(EwsRequest request, AvailabilityQuery query, RequestedMailbox asked) {
        return WorkSequence.list(asked.reached(), mailbox -> calendar(request, query.window(), mailbox))
                .map(all -> all.stream().filter(OpenCalendar::isOpen).toList())
                .compose(open -> open.isEmpty()
                        ? Future.failedFuture(new EwsError(ResponseCode.ErrorNoFreeBusyAccess))
                        : vertx.executeBlocking(() -> answer(query, open, asked.isGroup()), false));
    }

    private Future<OpenCalendar> calendar(EwsRequest request, TimeWindow window, Mailbox mailbox) {
        return OpenCalendar.read(
                permissions, request.caller().account(), request.rights().actor(), window, mailbox);
    }

    /** Writes free/busy data: for a group one merged stream, for a mailbox the data that the caller may see. */
    private static EwsPayload answer(AvailabilityQuery asked, List<OpenCalendar> open, boolean group) {
        FreeBusy freeBusy = FreeBusy.of(open.stream().flatMap(calendar -> calendar.items().stream()));
        Optional<String> merged = group || asked.merged()
                ? Optional.of(freeBusy.merged(asked.window(), asked.interval()))
                : Optional.empty();
        OpenCalendar first = open.get(0);
        String view = group
                ? "MergedOnly"
                : first.isDetailed() ? asked.view() : asked.view().replace("Detailed", "FreeBusy");
        return xml -> {
            EwsMessage.success(EwsPayload.NONE)
                    .write(xml.open(M, "FreeBusyResponse"), "ResponseMessage")
                    .open(M, "FreeBusyView")
                    .element(T, "FreeBusyViewType", view);
            merged.ifPresent(digits -> xml.element(T, "MergedFreeBusy", digits));
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
                .element(T, "StartTimeInMinutes", FreeBusy.WORK_BEGINS.toSecondOfDay() / 60)
                .element(T, "EndTimeInMinutes", FreeBusy.WORK_ENDS.toSecondOfDay() / 60);
        xml.close().close().close();
    }

    private static EwsPayload refused(EwsError error) {
        return EwsPayload.in(
                "FreeBusyResponse",
                xml -> EwsMessage.failure(error)
                        .write(xml, "ResponseMessage")
                        .open(M, "FreeBusyView")
                        .element(T, "FreeBusyViewType", "None")
                        .close());
    }
}
