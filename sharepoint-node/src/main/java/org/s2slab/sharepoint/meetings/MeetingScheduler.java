package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Function;
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
import org.s2slab.store.KeyedLock;
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
    private final KeyedLock busy;

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
        this.busy = database.instances().lock("meeting");
    }

    Future<MeetingOutcome> book(SiteCaller organiser, String upn, MeetingDetails details, CallContext context) {
        SiteMeeting meeting =
                SiteMeeting.booking(environment.ids().uuid(), organiser.site(), upn, details, context.trace());
        return busy.inTurn(
                meeting.id(),
                () -> database.change(tx -> SiteMeetingStore.begin(tx, meeting, now()))
                        .compose(begun -> steps.book(meeting, context)
                                .compose(outcome ->
                                        existing(meeting.id()).map(found -> MeetingOutcome.done(found, outcome)))
                                .recover(failure -> undo(meeting, failure, context))));
    }

    private Future<MeetingOutcome> undo(SiteMeeting meeting, Throwable failure, CallContext context) {
        return database.write(tx -> {
                    boolean nothingToUndo = SiteMeetingStore.find(tx, meeting.id())
                            // If another server undoes the booking, this one may have a conference that is not stored.
                            .filter(begun -> begun.operation().state() == State.BOOKING
                                    && begun.conference() == null
                                    && !begun.atExchange()
                                    && !MeetingStepRunner.isOpen(failure))
                            .isPresent();
                    if (nothingToUndo) {
                        SiteMeetingStore.remove(tx, meeting.id());
                        return Optional.<SiteMeeting>empty();
                    }
                    return Optional.of(SiteMeetingStore.undoing(tx, meeting, now()));
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
                now -> steps.change(now, requested, context)
                        .compose(
                                outcome -> outcome.isRefused() && now.atExchange()
                                        ? takeBack(now, refusal(outcome.why()), context)
                                        : existing(now.id()).map(found -> MeetingOutcome.done(found, outcome)),
                                failure -> MeetingStepRunner.mayPass(failure)
                                        ? later(now, failure).map(noted -> MeetingOutcome.later(now, refusal(failure)))
                                        : database.change(tx -> SiteMeetingStore.settled(
                                                        tx, now.id(), State.CHANGING, now.details()))
                                                .map(noted -> MeetingOutcome.not(now, true, refusal(failure)))));
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
                now -> steps.cancel(now, context)
                        .map(outcome -> MeetingOutcome.done(now, outcome))
                        .recover(failure ->
                                later(now, failure).map(noted -> MeetingOutcome.later(now, refusal(failure)))));
    }

    /** @param attempt gets the present meeting, because another server of the farm may have changed it */
    private Future<MeetingOutcome> begin(
            SiteMeeting meeting,
            State state,
            @Nullable MeetingDetails requested,
            CallContext context,
            Function<SiteMeeting, Future<MeetingOutcome>> attempt) {
        return busy.ifFree(
                        meeting.id(),
                        () -> existing(meeting.id())
                                .compose(now -> now.operation().state() != State.BOOKED
                                        ? Future.failedFuture(underWay(now))
                                        : begin(now, state, requested, context.trace())
                                                .compose(begun -> attempt.apply(now))))
                .map(done -> done.orElseThrow(() -> underWay(meeting)));
    }

    private static Refusal underWay(SiteMeeting meeting) {
        String last = meeting.operation().lastError();
        return Refusal.conflict("something else is under way with the meeting: "
                + meeting.operation().state() + (last == null ? "" : ", and last failed: " + last)
                + "; try again later");
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
                .compose(due -> WorkSequence.each(due, one -> busy.ifFree(one.id(), () -> finish(one.id(), asked)))
                        .map(due.size()));
    }

    /** Continues the operation of a meeting, unless somebody continued it since the list of due meetings was read. */
    private Future<Boolean> finish(String id, @Nullable TraceParent asked) {
        return database.read(rx -> SiteMeetingStore.due(rx, id, now(), RetrySchedule.LONGEST_PAUSE))
                .compose(found -> found.map(meeting -> finish(meeting, background(meeting, asked)))
                        .orElse(Future.succeededFuture(true)));
    }

    private Future<Boolean> finish(SiteMeeting meeting, CallContext context) {
        MeetingDetails requested = meeting.operation().requested() == null
                ? meeting.details()
                : meeting.operation().requested();
        Future<Void> step = switch (meeting.operation().state()) {
            case BOOKING ->
                database.write(tx -> SiteMeetingStore.interrupted(tx, meeting.id()))
                        .compose(begun -> WorkSequence.ifPresent(begun, now -> undo(now, context)));
            case UNDOING -> undo(meeting, context);
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
