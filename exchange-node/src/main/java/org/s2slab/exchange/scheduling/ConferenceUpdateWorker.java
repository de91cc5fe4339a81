package org.s2slab.exchange.scheduling;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.scheduling.ConferenceStore.Entry;
import org.s2slab.exchange.scheduling.ConferenceStore.State;
import org.s2slab.node.RetrySchedule;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.KeyedLock;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.TraceParent;
import org.s2slab.ucwa.UcwaMeetingClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends changes of meetings to Lync: at once if a caller waits for the result, otherwise with retries. */
record ConferenceUpdateWorker(
        ConferenceStore conferences,
        UcwaMeetingClient lync,
        Sources sources,
        InternalFailures failures,
        Clock clock,
        IdGenerator ids,
        KeyedLock updates) {
    private static final Logger LOG = LoggerFactory.getLogger(ConferenceUpdateWorker.class);

    /** How long Lync keeps a conference after its end, so that users can still look at past conferences. */
    private static final Duration KEPT_AFTER = Duration.ofDays(7);

    /** The maximum time that Lync keeps a conference: a little less than UCWA's limit of ten years. */
    private static final Duration LONGEST = Duration.ofDays(3_600);

    /** The stores from which meetings and their attendees are read. */
    record Sources(ItemStore items, MailboxDirectory mailboxes, MeetingAttendees attendees) {}

    /** Sends all due updates, one after the other. Fails only if the database fails. */
    Future<Void> followDue() {
        return updates.ifFree(
                        "of all",
                        () -> conferences
                                .undoUnfinished()
                                .compose(now ->
                                        conferences.due(clock.instant().getEpochSecond(), RetrySchedule.LONGEST_PAUSE))
                                .compose(entries -> WorkSequence.each(entries, this::follow)))
                .mapEmpty();
    }

    private Future<Void> follow(Entry entry) {
        return sources.mailboxes().all().stream()
                .filter(there -> there.id().equals(entry.mailbox()))
                .findFirst()
                .map(mailbox -> follow(
                        entry.uid(),
                        mailbox,
                        CallContext.later(
                                mailbox.identifiers(),
                                Collections.singletonList(TraceParent.stored(entry.cause())),
                                null,
                                ids)))
                .orElse(Future.succeededFuture())
                .otherwiseEmpty();
    }

    /** Sends the pending update of a meeting to Lync. If Lync fails, this call fails, and the worker retries later. */
    Future<Void> follow(String uid, Mailbox mailbox, CallContext context) {
        return updates.inTurn(
                uid,
                () -> database().read(rx -> ConferenceStore.of(rx, mailbox)).compose(all -> {
                    Entry entry = all.get(uid);
                    return entry == null || entry.state() == State.BOOKED
                            ? Future.succeededFuture()
                            : attempt(entry, mailbox, context);
                }));
    }

    private Future<Void> attempt(Entry entry, Mailbox mailbox, CallContext context) {
        return tell(entry, mailbox, context)
                .compose(certain -> certain ? conferences.done(entry) : retry(entry, RetrySchedule.lookAgain("Lync")))
                .recover(failure -> {
                    failures.note("telling Lync of a meeting", context.trace().traceId(), failure);
                    LOG.warn("Lync could not be told of the meeting {}: {}", entry.uid(), detail(failure));
                    return retry(entry, failure).compose(noted -> Future.failedFuture(failure));
                });
    }

    private Future<Void> retry(Entry entry, Throwable reason) {
        long next = clock.instant().getEpochSecond() + RetrySchedule.pause((int) entry.attempts());
        return conferences.failed(entry, detail(reason), next);
    }

    /** Sends an update to Lync. Returns false if the conference was not found but Lync may still create it. */
    private Future<Boolean> tell(Entry entry, Mailbox mailbox, CallContext context) {
        String domain = domain(mailbox);
        String conference = entry.conference();
        if (conference == null) {
            return lync.cancelMarked(domain, entry.uid(), context)
                    .map(found -> found || !RetrySchedule.mayStillCome((int) entry.attempts()));
        }
        if (entry.state() == State.CANCELLING) {
            return lync.cancel(domain, conference, context).map(true);
        }
        return database()
                .read(rx -> CalendarItemEditor.meeting(rx, mailbox, entry.uid())
                        .map(item -> requested(item.content(), MeetingMail.changedOccurrences(rx, item))))
                .compose(requested -> requested.isEmpty()
                        ? lync.cancel(domain, conference, context).map(true)
                        : lync.change(domain, conference, requested.get()::into, context)
                                .map(true));
    }

    private Database database() {
        return sources.items().database();
    }

    /** The conference for a new meeting. */
    ConferenceRequest requested(ItemContent meeting) {
        return requested(meeting, List.of());
    }

    /**
     * The conference for a meeting. The conference of a series serves all occurrences, with the attendees of every
     * changed occurrence. Lync keeps the conference until the last occurrence is over; for a series without an end, as
     * long as possible.
     */
    private ConferenceRequest requested(ItemContent meeting, List<Item> changed) {
        Instant latest = clock.instant().plus(LONGEST);
        Instant over = Stream.concat(Stream.of(meeting), changed.stream().map(Item::content))
                .map(content -> CalendarItemEditor.over(content).orElse(latest))
                .max(Comparator.naturalOrder())
                .orElse(latest)
                .plus(KEPT_AFTER);
        return new ConferenceRequest(
                OrganizerMeetings.uid(meeting),
                meeting.subject(),
                Stream.concat(Stream.of(meeting), changed.stream().map(Item::content))
                        .flatMap(content -> sources.attendees().sipAddresses(content).stream())
                        .distinct()
                        .toList(),
                ConferenceSettings.of(meeting.property(ConferenceSettings.ELEMENT)),
                over.isAfter(latest) ? latest : over);
    }

    /** The domain whose Lync serves a user: the domain of the user's SIP address. */
    static String domain(Mailbox mailbox) {
        String address = mailbox.sip() == null ? mailbox.upn() : mailbox.sip();
        return address.substring(address.indexOf('@') + 1);
    }

    private static String detail(Throwable failure) {
        return failure instanceof Refusal refusal ? refusal.code() + ": " + refusal.detail() : String.valueOf(failure);
    }
}
