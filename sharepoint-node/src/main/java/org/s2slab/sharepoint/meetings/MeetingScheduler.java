package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.node.RetrySchedule;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.meetings.SiteMeeting.State;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.UserProfile;
import org.s2slab.sharepoint.sites.UserProfileDirectory;
import org.s2slab.store.Database;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.TraceParent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Books, changes and cancels online meetings. A meeting never stays half booked: each step is on the disk before it
 * begins. After a failure, the operation is undone or completed, at once or later.
 */
final class MeetingScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(MeetingScheduler.class);

    private final Database database;
    private final MeetingStepRunner steps;
    private final UserProfileDirectory profiles;
    private final InternalFailures failures;
    private final NodeEnvironment environment;
    private final Set<String> busy = new HashSet<>();

    MeetingScheduler(
            Database database,
            MeetingStepRunner steps,
            UserProfileDirectory profiles,
            InternalFailures failures,
            NodeEnvironment node) {
        this.database = database;
        this.steps = steps;
        this.profiles = profiles;
        this.failures = failures;
        this.environment = node;
    }

    Future<MeetingOutcome> book(SiteCaller organiser, String upn, MeetingDetails details, CallContext context) {
        SiteMeeting meeting =
                SiteMeeting.booking(environment.ids().uuid(), organiser.site(), upn, details, context.trace());
        return exclusively(
                meeting,
                () -> database.change(tx -> SiteMeetingStore.begin(tx, meeting, now()))
                        .compose(begun -> steps.book(meeting, context)
                                .compose(outcome ->
                                        existing(meeting.id()).map(found -> MeetingOutcome.done(found, outcome)))
                                .recover(failure -> undo(meeting, failure, context))));
    }

    private Future<MeetingOutcome> undo(SiteMeeting meeting, Throwable failure, CallContext context) {
        return database.write(tx -> {
                    SiteMeeting begun = SiteMeetingStore.existing(tx, meeting.id());
                    if (begun.conference() == null && !begun.atExchange() && !MeetingStepRunner.isOpen(failure)) {
                        SiteMeetingStore.remove(tx, meeting.id());
                        return Optional.<SiteMeeting>empty();
                    }
                    SiteMeetingStore.begin(tx, meeting.id(), State.UNDOING, null, now(), null);
                    return Optional.of(begun);
                })
                .compose(left -> WorkSequence.ifPresent(left, begun -> undo(begun, context)))
                .map(true)
                .recover(again -> later(meeting, again).map(false))
                .map(now -> MeetingOutcome.not(meeting, now, refusal(failure)));
    }

    /** Undoes the meeting, and repeats this while a partner may still perform a request without response. */
    private Future<Void> undo(SiteMeeting meeting, CallContext context) {
        return steps.undo(meeting, context)
                .compose(found ->
                        found || !RetrySchedule.mayStillCome(meeting.operation().attempts())
                                ? database.change(tx -> SiteMeetingStore.remove(tx, meeting.id()))
                                : retry(meeting, RetrySchedule.lookAgain("Lync or Exchange")));
    }

    /** Changes a meeting. Fails with CONFLICT if another operation on the meeting is in progress. */
    Future<MeetingOutcome> change(SiteMeeting meeting, MeetingDetails requested, CallContext context) {
        return begin(
                meeting,
                State.CHANGING,
                requested,
                context,
                () -> steps.change(meeting, requested, context)
                        .compose(
                                outcome -> outcome.isRefused() && meeting.atExchange()
                                        ? takeBack(meeting, refusal(outcome.why()), context)
                                        : existing(meeting.id()).map(found -> MeetingOutcome.done(found, outcome)),
                                failure -> MeetingStepRunner.mayPass(failure)
                                        ? later(meeting, failure)
                                                .map(noted -> MeetingOutcome.later(meeting, refusal(failure)))
                                        : database.change(tx ->
                                                        SiteMeetingStore.settled(tx, meeting.id(), meeting.details()))
                                                .map(noted -> MeetingOutcome.not(meeting, true, refusal(failure)))));
    }

    /** Reverts the change in Lync after Exchange refused it. */
    private Future<MeetingOutcome> takeBack(SiteMeeting meeting, Refusal refusal, CallContext context) {
        return begin(meeting, State.CHANGING, meeting.details(), null)
                .compose(noted -> steps.takeBack(meeting, context))
                .map(true)
                .recover(failure -> later(meeting, failure).map(false))
                .map(now -> MeetingOutcome.not(meeting, now, refusal));
    }

    /** Cancels a meeting. Fails with CONFLICT if another operation on the meeting is in progress. */
    Future<MeetingOutcome> cancel(SiteMeeting meeting, CallContext context) {
        return begin(
                meeting,
                State.CANCELLING,
                null,
                context,
                () -> steps.cancel(meeting, context)
                        .map(outcome -> MeetingOutcome.done(meeting, outcome))
                        .recover(failure ->
                                later(meeting, failure).map(noted -> MeetingOutcome.later(meeting, refusal(failure)))));
    }

    private Future<MeetingOutcome> begin(
            SiteMeeting meeting,
            State state,
            @Nullable MeetingDetails requested,
            CallContext context,
            Supplier<Future<MeetingOutcome>> attempt) {
        if (meeting.operation().state() != State.BOOKED || busy.contains(meeting.id())) {
            return Future.failedFuture(Refusal.conflict("something else is under way with the meeting: "
                    + meeting.operation().state()
                    + (meeting.operation().lastError() == null
                            ? ""
                            : ", and last failed: " + meeting.operation().lastError())
                    + "; try again later"));
        }
        return exclusively(
                meeting, () -> begin(meeting, state, requested, context.trace()).compose(begun -> attempt.get()));
    }

    private Future<Void> begin(
            SiteMeeting meeting, State state, @Nullable MeetingDetails requested, @Nullable TraceParent cause) {
        return database.change(tx -> SiteMeetingStore.begin(tx, meeting.id(), state, requested, now(), cause));
    }

    /**
     * Continues all unfinished operations that are due; fails only if the database fails.
     *
     * @param asked the request that triggers this, or null for the timer
     */
    Future<Integer> followUp(@Nullable TraceParent asked) {
        return database.read(rx -> SiteMeetingStore.due(rx, now(), RetrySchedule.LONGEST_PAUSE))
                .compose(due -> WorkSequence.each(
                                due,
                                one -> busy.contains(one.id())
                                        ? Future.succeededFuture()
                                        : exclusively(one, () -> finish(one.id(), asked)))
                        .map(due.size()));
    }

    /** Continues the operation of a meeting, unless it has ended since the list of due meetings was read. */
    private Future<Boolean> finish(String id, @Nullable TraceParent asked) {
        return database.read(rx -> SiteMeetingStore.find(rx, id))
                .compose(found -> found.map(meeting -> finish(meeting, background(meeting, asked)))
                        .orElse(Future.succeededFuture(true)));
    }

    private Future<Boolean> finish(SiteMeeting meeting, CallContext context) {
        MeetingDetails requested = meeting.operation().requested() == null
                ? meeting.details()
                : meeting.operation().requested();
        Future<Void> step = switch (meeting.operation().state()) {
            case UNDOING, BOOKING -> undo(meeting, context);
            case CHANGING ->
                steps.change(meeting, requested, context)
                        .compose(outcome -> outcome.isRefused() && meeting.atExchange()
                                ? Future.failedFuture(refusal(outcome.why()))
                                : Future.succeededFuture());
            case CANCELLING -> steps.cancel(meeting, context).mapEmpty();
            case BOOKED -> Future.succeededFuture();
        };
        return step.map(true).recover(failure -> {
            boolean goesBack = meeting.operation().state() == State.CHANGING
                    && !MeetingStepRunner.mayPass(failure)
                    && !requested.equals(meeting.details());
            return (goesBack ? begin(meeting, State.CHANGING, meeting.details(), null) : later(meeting, failure))
                    .map(false);
        });
    }

    private Future<Void> later(SiteMeeting meeting, Throwable failure) {
        failures.note("finishing the meeting " + meeting.id(), meeting.causeId(), failure);
        LOG.warn("The meeting {} could not be finished yet: {}", meeting.id(), failure.getMessage());
        return retry(meeting, refusal(failure));
    }

    private Future<Void> retry(SiteMeeting meeting, Refusal reason) {
        long due = now() + RetrySchedule.pause(meeting.operation().attempts());
        return database.change(tx -> SiteMeetingStore.failed(tx, meeting.id(), reason.detail(), due));
    }

    private <T> Future<T> exclusively(SiteMeeting meeting, Supplier<Future<T>> work) {
        busy.add(meeting.id());
        return Future.succeededFuture().compose(begun -> work.get()).onComplete(end -> busy.remove(meeting.id()));
    }

    /** A context on behalf of the organiser, linked to the request that left the operation unfinished. */
    private CallContext background(SiteMeeting meeting, @Nullable TraceParent asked) {
        return CallContext.later(
                profiles.of(meeting.organiser()).map(UserProfile::identifiers).orElse(null),
                Collections.singletonList(meeting.operation().cause()),
                asked,
                environment.ids());
    }

    private Future<SiteMeeting> existing(String id) {
        return database.read(rx -> SiteMeetingStore.existing(rx, id));
    }

    private static Refusal refusal(@Nullable Throwable failure) {
        return failure instanceof Refusal refusal
                ? refusal
                : Refusal.unavailable("an internal failure, which the node's log has by its trace id")
                        .because(failure);
    }

    private long now() {
        return environment.clock().instant().getEpochSecond();
    }
}
