package org.s2slab.lync.conversations;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.conversations.Conversation.Member;
import org.s2slab.lync.conversations.Conversation.State;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.TraceParent;

/** Stores conversations, their members and their events. */
public record ConversationStore(Database database) {
    private static final String SELECT =
            "SELECT c.id, c.kind, c.subject, c.organizer, c.started, c.ended, c.part, c.cause,"
                    + " COALESCE((SELECT MAX(e.sequence) FROM conversation_events e WHERE e.conversation_id = c.id),"
                    + " c.last_forgotten) AS last_event,"
                    + " (SELECT COALESCE(SUM(LENGTH(e.text) + 100), 0) FROM conversation_events e"
                    + " WHERE e.conversation_id = c.id AND e.part = c.part) AS part_size FROM conversations c ";

    /** The failure of a change of a conversation that another instance has changed since it was read. */
    static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Outdated(Conversation read) {
            super("another server of the pool has changed the conversation '" + read.id() + "'", null, false, false);
        }
    }

    /**
     * Changes a conversation; succeeds when all changes are on the disk. Fails with {@link Outdated} if another instance
     * has changed it.
     */
    Future<Void> write(Conversation read, Consumer<WriteTransaction> changes) {
        return database.change(unlessOutdated(read, changes));
    }

    /** The changes with a check that no other instance has changed the conversation since it was read. */
    static Consumer<WriteTransaction> unlessOutdated(Conversation read, Consumer<WriteTransaction> changes) {
        return tx -> {
            if (tx.lock("SELECT id FROM conversations WHERE id = ?", read.id())
                    && !conversations(tx, "WHERE c.id = ?", read.id()).equals(List.of(read))) {
                throw new Outdated(read);
            }
            changes.accept(tx);
        };
    }

    /** Stores a new conversation with its members. */
    static void begin(WriteTransaction tx, Conversation made) {
        tx.execute(
                "INSERT INTO conversations (id, kind, subject, organizer, started, part, part_began, cause)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                made.id(),
                made.kind().word(),
                made.subject(),
                made.organizer(),
                made.started().getEpochSecond(),
                made.openPart().number(),
                made.started().getEpochSecond(),
                made.cause() == null ? null : made.cause().header());
        made.members().forEach(member -> put(tx, made.id(), member));
    }

    /** Stores a member, or a member's new state. */
    static void put(WriteTransaction tx, String conversation, Member member) {
        tx.execute(
                "INSERT INTO conversation_people (conversation_id, sip, name, user_id, state) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (conversation_id, sip) DO UPDATE SET state = excluded.state",
                conversation,
                member.sip(),
                member.name(),
                member.user(),
                member.state().word());
    }

    /** Stores an event of the current part. */
    static void add(WriteTransaction tx, Conversation to, Entry entry) {
        tx.execute(
                "INSERT INTO conversation_events (conversation_id, sequence, part, at, kind, sip, text)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                to.id(),
                entry.sequence(),
                to.openPart().number(),
                entry.at().getEpochSecond(),
                entry.kind().name(),
                entry.sip(),
                entry.text());
    }

    /** Begins the next part, after the current one was archived. */
    static void beginNextPart(WriteTransaction tx, Conversation of, Instant now) {
        tx.execute(
                "UPDATE conversations SET part = ?, part_began = ? WHERE id = ?",
                of.openPart().number() + 1,
                now.getEpochSecond(),
                of.id());
    }

    /** Ends a conversation and deletes its events. The same transaction must archive them. */
    static void end(WriteTransaction tx, String conversation, Instant now) {
        tx.execute("UPDATE conversations SET ended = ?, subject = '' WHERE id = ?", now.getEpochSecond(), conversation);
        tx.execute("DELETE FROM conversation_events WHERE conversation_id = ?", conversation);
    }

    /** Deletes the events of archived parts of open conversations, if the part ended before this moment. */
    Future<Void> forgetPartsOver(Instant before) {
        String parts = " FROM conversation_events e WHERE e.conversation_id = c.id AND e.part < c.part";
        return database.read(rx -> over(rx, parts, before))
                .compose(some -> some.isEmpty()
                        ? Future.succeededFuture()
                        : database.change(tx -> {
                            for (String id : over(tx, parts, before)) {
                                tx.execute(
                                        "UPDATE conversations AS c SET last_forgotten = (SELECT MAX(e.sequence)" + parts
                                                + ") WHERE id = ?",
                                        id);
                                tx.execute(
                                        "DELETE FROM conversation_events WHERE conversation_id = ?"
                                                + " AND part < (SELECT part FROM conversations WHERE id = ?)",
                                        id,
                                        id);
                            }
                        }));
    }

    private static List<String> over(ReadTransaction rx, String parts, Instant before) {
        return rx.list(
                "SELECT c.id FROM conversations c WHERE c.ended IS NULL AND c.part_began <= ?"
                        + " AND c.part > 1 AND EXISTS (SELECT 1" + parts + ")",
                row -> row.text("id"),
                before.getEpochSecond());
    }

    /** The conversation with this id; fails with NOT_FOUND. */
    Future<Conversation> find(String id) {
        return database.read(rx -> conversations(rx, "WHERE c.id = ?", id).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("there is no conversation '" + id + "'")));
    }

    /**
     * The open conversations of which a user is a member or invited.
     *
     * @param skip the number of earlier conversations to skip
     * @param most the maximum number of results
     */
    Future<List<Conversation>> openOf(String userId, int skip, int most) {
        return database.read(rx -> conversations(
                rx,
                "WHERE c.ended IS NULL AND c.id IN (SELECT p.conversation_id FROM conversation_people p"
                        + " WHERE p.user_id = ? AND p.state <> 'left') ORDER BY c.started, c.id LIMIT ? OFFSET ?",
                userId,
                most,
                skip));
    }

    /** Open conversations whose current part began before a moment and contains events. */
    Future<List<String>> openSince(Instant before) {
        return database.read(rx -> rx.list(
                "SELECT c.id FROM conversations c WHERE c.ended IS NULL AND c.part_began <= ?"
                        + " AND EXISTS (SELECT 1 FROM conversation_events e"
                        + " WHERE e.conversation_id = c.id AND e.part = c.part)",
                row -> row.text("id"),
                before.getEpochSecond()));
    }

    private static List<Conversation> conversations(ReadTransaction rx, String condition, Object... values) {
        return rx.list(SELECT + condition, row -> read(row, members(rx, row.text("id"))), values);
    }

    private static List<Member> members(ReadTransaction rx, String conversation) {
        return rx.list(
                "SELECT sip, name, user_id, state FROM conversation_people WHERE conversation_id = ? ORDER BY sip",
                row -> new Member(
                        row.text("sip"),
                        row.text("name"),
                        row.optionalText("user_id"),
                        State.valueOf(upper(row.text("state")))),
                conversation);
    }

    private static Conversation read(ResultRow row, List<Member> members) {
        return new Conversation(
                row.text("id"),
                Conversation.Kind.valueOf(upper(row.text("kind"))),
                row.text("subject"),
                row.text("organizer"),
                Instant.ofEpochSecond(row.integer("started")),
                row.moment("ended"),
                new Conversation.OpenPart((int) row.integer("part"), row.integer("part_size")),
                (int) row.integer("last_event"),
                TraceParent.stored(row.optionalText("cause")),
                members);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
