package org.s2slab.lync.conversations;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.lync.archiving.Transcript;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.archiving.Transcript.Kind;
import org.s2slab.lync.archiving.TranscriptArchiver;
import org.s2slab.lync.archiving.TranscriptArchiver.Archived;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.GroupCommit.Write;
import org.s2slab.trace.TraceParent;

/**
 * The conversations that have not ended: what is done in one of them happens in turn, and when it ends, or has gone on for
 * long, its transcript is archived in the same commit.
 */
public final class OpenConversationRegistry {
    /** How long a conversation goes on until what was said so far is archived: nobody waits for the last to leave. */
    private static final Duration LONGEST_PART = Duration.ofHours(1);

    private final ConversationStore store;
    private final SipAddressBook people;
    private final TranscriptArchiver archiver;
    private final Clock clock;
    private final Map<String, Future<?>> turns = new HashMap<>();

    public OpenConversationRegistry(
            ConversationStore store, SipAddressBook people, TranscriptArchiver archiver, Clock clock) {
        this.store = store;
        this.people = people;
        this.archiver = archiver;
        this.clock = clock;
    }

    /**
     * Archives what was said so far in conversations that go on for long. Before that, what was archived of them a part's
     * time ago leaves: until then whoever is in them reads it.
     */
    public Future<Void> archiveLongOnes() {
        Instant before = clock.instant().minus(LONGEST_PART);
        return store.forgetPartsOver(before)
                .compose(done -> store.openSince(before))
                .compose(found -> {
                    Future<?> last = Future.succeededFuture();
                    for (String id : found) {
                        last = last.compose(one -> archiveSoFar(id));
                    }
                    return last.mapEmpty();
                });
    }

    /** Nothing of one that has ended meanwhile: with its end all of it was archived. */
    private Future<?> archiveSoFar(String id) {
        return inTurn(
                id,
                () -> store.find(id)
                        .compose(conversation -> conversation.ended() != null
                                ? Future.<@Nullable Archived>succeededFuture()
                                : archive(
                                        conversation,
                                        List.of(),
                                        conversation.cause(),
                                        List.of(ConversationStore.nextPart(
                                                id, conversation.part(), clock.instant())))));
    }

    /**
     * Archives the present part: what happened in it, and {@code last}, which {@code closing} writes down.
     *
     * @param cause the request because of which it is archived, or null where that is not known
     */
    Future<Archived> archive(
            Conversation conversation, List<Entry> last, @Nullable TraceParent cause, List<Write> closing) {
        return store.eventsOf(conversation.id(), conversation.part())
                .compose(entries -> people.participants(conversation.participants())
                        .compose(participants -> {
                            List<Entry> all = new ArrayList<>(entries);
                            all.addAll(last);
                            var transcript = new Transcript(
                                    conversation.id(),
                                    conversation.part(),
                                    conversation.isConference(),
                                    conversation.subject(),
                                    participants,
                                    all);
                            return archiver.archive(transcript, cause, closing);
                        }));
    }

    /** Fails in critical mode with UNAVAILABLE, when somebody in it is archived. */
    Future<Void> admit(Conversation conversation) {
        return people.participants(conversation.participants()).compose(archiver::admit);
    }

    /** What writes the next event of a conversation down. */
    Write next(Conversation conversation, Kind kind, String sip, String text) {
        return event(conversation, conversation.lastEvent() + 1, kind, sip, text);
    }

    Write event(Conversation in, int sequence, Kind kind, String sip, String text) {
        return ConversationStore.event(in.id(), in.part(), new Entry(sequence, clock.instant(), kind, sip, text));
    }

    static void needConference(Conversation conversation, String what) {
        if (!conversation.isConference()) {
            throw new Refusal(RefusalCode.NOT_SUPPORTED, what + " only in conferences; this is between two people");
        }
    }

    /** Does something in an open conversation as one who is in it. */
    <T> Future<T> inside(String id, LyncUser by, Function<Conversation, Future<T>> action) {
        return open(id, conversation -> {
            if (!conversation.isPresent(by.sip())) {
                throw new Refusal(RefusalCode.NOT_FOUND, "'" + by.upn() + "' is not in a conversation '" + id + "'");
            }
            return action.apply(conversation);
        });
    }

    /** Does something in a conversation that has not ended. */
    <T> Future<T> open(String id, Function<Conversation, Future<T>> action) {
        return inTurn(
                id,
                () -> store.find(id).compose(conversation -> {
                    if (conversation.ended() != null) {
                        throw new Refusal(RefusalCode.CONFLICT, "the conversation ended at " + conversation.ended());
                    }
                    return action.apply(conversation);
                }));
    }

    private <T> Future<T> inTurn(String id, Supplier<Future<T>> action) {
        @Nullable Future<?> before = turns.get(id);
        Future<T> mine = before == null ? action.get() : before.transform(done -> action.get());
        turns.put(id, mine);
        return mine.onComplete(done -> turns.remove(id, mine));
    }
}
