package org.s2slab.lync.conversations;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.lync.archiving.Transcript;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.archiving.Transcript.Kind;
import org.s2slab.lync.archiving.TranscriptArchiver;
import org.s2slab.lync.archiving.TranscriptArchiver.Archived;
import org.s2slab.lync.conversations.Conversation.Member;
import org.s2slab.lync.conversations.ConversationStore.Outdated;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.KeyedLock;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.TraceParent;

/**
 * The open conversations. The operations on one conversation run one after another. If another instance on the same
 * database changes the conversation at the same time, the operation begins again with the new state. When the conversation ends, or has
 * lasted for long, its transcript is archived in the same commit.
 */
public final class OpenConversationRegistry {
    /** Time after which the current part of an open conversation is archived before the conversation ends. */
    private static final Duration LONGEST_PART = Duration.ofHours(1);

    /**
     * Maximum number of characters of one part, see {@code Conversation.partSize}. Its transcript has at most ten times
     * as many.
     */
    static final long LARGEST_PART = 2_000_000;

    /**
     * Maximum number of characters of one part times the people of the conversation: each archived person gets a
     * transcript.
     */
    static final long LARGEST_COPIES = 100_000_000;

    /** Maximum number of attempts of an action if other instances change the conversation at the same time. */
    private static final int TRIES = 50;

    private final ConversationStore store;
    private final SipAddressBook people;
    private final TranscriptArchiver archiver;
    private final Clock clock;
    private final KeyedLock turns;
    private final KeyedLock archiving;

    public OpenConversationRegistry(
            ConversationStore store, SipAddressBook people, TranscriptArchiver archiver, Clock clock) {
        this.store = store;
        this.people = people;
        this.archiver = archiver;
        this.clock = clock;
        this.turns = KeyedLock.ofThisInstance("conversation");
        this.archiving = store.database().instances().lock("archiving");
    }

    /**
     * Archives the current part of long conversations. Before this, deletes the events of parts that were archived one
     * interval ago; until then, members can read these events.
     */
    public Future<Void> archiveLongOnes() {
        Instant before = clock.instant().minus(LONGEST_PART);
        return store.forgetPartsOver(before)
                .compose(done -> store.openSince(before))
                .compose(some -> some.isEmpty()
                        ? Future.succeededFuture()
                        : archiving.ifFree(
                                "long ones",
                                () -> store.openSince(before)
                                        .compose(found -> WorkSequence.each(found, this::archiveSoFar))))
                .mapEmpty();
    }

    /** Archives the current part, unless the conversation has ended and was archived as a whole. */
    private Future<?> archiveSoFar(String id) {
        return turns.inTurn(
                id,
                () -> store.find(id)
                        .compose(conversation -> conversation.ended() != null
                                ? Future.<@Nullable Archived>succeededFuture()
                                : archive(
                                        conversation,
                                        List.of(),
                                        conversation.cause(),
                                        tx -> ConversationStore.beginNextPart(tx, conversation, clock.instant())))
                        .recover(failure ->
                                failure instanceof Outdated ? Future.succeededFuture() : Future.failedFuture(failure)));
    }

    /**
     * Archives the current part: its events and the events {@code last}, which {@code closing} writes.
     *
     * @param cause the request that causes the archiving, or null if unknown
     */
    Future<Archived> archive(
            Conversation conversation,
            List<Entry> last,
            @Nullable TraceParent cause,
            Consumer<WriteTransaction> closing) {
        return new ConversationEventQuery(store.database())
                .heard(conversation, last)
                .compose(events -> {
                    Map<String, List<Entry>> heard = heard(conversation, events);
                    return people.participants(conversation.participants(heard.keySet()))
                            .compose(participants -> {
                                var transcript = new Transcript(
                                        conversation.id(),
                                        conversation.openPart().number(),
                                        conversation.isConference(),
                                        conversation.subject(),
                                        participants,
                                        events.all());
                                return archiver.archive(
                                        transcript,
                                        heard,
                                        cause,
                                        ConversationStore.unlessOutdated(conversation, closing));
                            });
                });
    }

    /** The entries of the current part that each person with an account heard, by SIP address, if any. */
    private static Map<String, List<Entry>> heard(Conversation conversation, HeardEntries events) {
        Map<String, List<Entry>> heard = new HashMap<>();
        for (Member member : conversation.members()) {
            // Transcripts of people of other organisations are not needed, and there may be hundreds of these people.
            List<Entry> own =
                    member.user() == null ? List.of() : conversation.isConference() ? events.of(member) : events.all();
            if (!own.isEmpty()) {
                heard.put(member.sip(), own);
            }
        }
        return heard;
    }

    /**
     * Admits another event. Fails with UNAVAILABLE in critical mode, if a member is archived and archiving fails, and
     * with REQUEST_TOO_LARGE if the part is full.
     */
    Future<Void> admit(Conversation conversation, String text) {
        long most =
                Math.min(LARGEST_PART, LARGEST_COPIES / conversation.members().size());
        if (conversation.openPart().size() + text.length() > most) {
            throw new Refusal(
                    RefusalCode.REQUEST_TOO_LARGE,
                    "this part of the conversation has "
                            + conversation.openPart().size() + " of at most " + most
                            + " characters; another part begins at the latest one hour after its begin");
        }
        return people.participants(conversation.participants()).compose(archiver::admit);
    }

    /** The next event of a conversation. */
    Entry next(Conversation conversation, Kind kind, String sip, String text) {
        return new Entry(conversation.lastEvent() + 1, clock.instant(), kind, sip, text);
    }

    static void needConference(Conversation conversation, String what) {
        if (!conversation.isConference()) {
            throw new Refusal(RefusalCode.NOT_SUPPORTED, what + " only in conferences; this is between two people");
        }
    }

    /** Performs an action in an open conversation for one of its members. */
    <T> Future<T> inside(String id, LyncUser by, Function<Conversation, Future<T>> action) {
        return open(id, conversation -> {
            if (!conversation.isPresent(by.sip())) {
                throw Refusal.notFound("'" + by.upn() + "' is not in a conversation '" + id + "'");
            }
            return action.apply(conversation);
        });
    }

    /** Performs an action in a conversation that has not ended. */
    <T> Future<T> open(String id, Function<Conversation, Future<T>> action) {
        return turns.inTurn(id, () -> open(id, action, TRIES));
    }

    /** Performs the action again if another instance has changed the conversation in the meantime. */
    private <T> Future<T> open(String id, Function<Conversation, Future<T>> action, int tries) {
        return store.find(id)
                .compose(conversation -> {
                    if (conversation.ended() != null) {
                        throw Refusal.conflict("the conversation ended at " + conversation.ended());
                    }
                    return action.apply(conversation);
                })
                .recover(failure -> {
                    if (!(failure instanceof Outdated)) {
                        return Future.failedFuture(failure);
                    }
                    return tries > 1
                            ? open(id, action, tries - 1)
                            : Future.failedFuture(Refusal.unavailable(failure.getMessage() + "; send it again"));
                });
    }
}
