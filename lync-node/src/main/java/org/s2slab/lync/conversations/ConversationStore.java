package org.s2slab.lync.conversations;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.archiving.Transcript.Kind;
import org.s2slab.lync.conversations.Conversation.Member;
import org.s2slab.lync.conversations.Conversation.State;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.GroupCommit;
import org.s2slab.store.GroupCommit.Write;
import org.s2slab.store.Rows;
import org.s2slab.trace.TraceParent;

/** Stores conversations, their members and their events. */
public record ConversationStore(Database database, GroupCommit commits) {
    private static final String SELECT =
            "SELECT c.id, c.kind, c.subject, c.organizer, c.started, c.ended, c.part, c.cause,"
                    + " MAX(c.last_forgotten, (SELECT COALESCE(MAX(e.sequence), 0) FROM conversation_events e"
                    + " WHERE e.conversation_id = c.id)) AS last_event,"
                    + " (SELECT COALESCE(SUM(LENGTH(e.text) + 100), 0) FROM conversation_events e"
                    + " WHERE e.conversation_id = c.id AND e.part = c.part) AS part_size FROM conversations c ";

    private static final String OWN = " FROM conversation_events own WHERE own.conversation_id = e.conversation_id"
            + " AND own.sip = ? AND own.kind IN ('JOIN', 'LEAVE') AND own.sequence ";

    /** Whether a person heard an event of a conference: the last time that they joined or left decides. */
    private static final String HEARD = " AND COALESCE("
            + "(SELECT own.kind = 'JOIN' OR own.sequence = e.sequence" + OWN
            + "<= e.sequence ORDER BY own.sequence DESC LIMIT 1),"
            + " (SELECT own.kind = 'LEAVE'" + OWN + "> e.sequence ORDER BY own.sequence LIMIT 1), ?)";

    /** Performs writes; succeeds when all of them are on the disk. */
    Future<Void> write(List<Write> writes) {
        return commits.write(writes);
    }

    static Write begun(Conversation made) {
        return new Write(
                "INSERT INTO conversations (id, kind, subject, organizer, started, part, part_began, cause)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                Tuple.of(
                        made.id(),
                        made.kind().word(),
                        made.subject(),
                        made.organizer(),
                        made.started().getEpochSecond(),
                        made.part(),
                        made.started().getEpochSecond(),
                        made.cause() == null ? null : made.cause().header()));
    }

    static Write member(String conversation, Member member) {
        return new Write(
                "INSERT INTO conversation_people (conversation_id, sip, name, user_id, state) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (conversation_id, sip) DO UPDATE SET state = excluded.state",
                Tuple.of(
                        conversation,
                        member.sip(),
                        member.name(),
                        member.user(),
                        member.state().word()));
    }

    static Write event(String conversation, int part, Entry entry) {
        return new Write(
                "INSERT INTO conversation_events (conversation_id, sequence, part, at, kind, sip, text)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                Tuple.of(
                        conversation,
                        entry.sequence(),
                        part,
                        entry.at().getEpochSecond(),
                        entry.kind().name(),
                        entry.sip(),
                        entry.text()));
    }

    /** Begins the next part, after the current one was archived. */
    static Write nextPart(String conversation, int part, Instant now) {
        return new Write(
                "UPDATE conversations SET part = ?, part_began = ? WHERE id = ?",
                Tuple.of(part + 1, now.getEpochSecond(), conversation));
    }

    /** Ends a conversation and deletes its events. The same commit must archive them. */
    static List<Write> ended(String conversation, Instant now) {
        return List.of(
                new Write(
                        "UPDATE conversations SET ended = ?, subject = '' WHERE id = ?",
                        Tuple.of(now.getEpochSecond(), conversation)),
                new Write("DELETE FROM conversation_events WHERE conversation_id = ?", Tuple.of(conversation)));
    }

    /** Deletes the events of parts of open conversations that ended before a moment. */
    Future<Void> forgetPartsOver(Instant before) {
        String parts = " FROM conversation_events e WHERE e.conversation_id = c.id AND e.part < c.part";
        return database.query(
                        "SELECT c.id FROM conversations c WHERE c.ended IS NULL AND c.part_began <= ?"
                                + " AND c.part > 1 AND EXISTS (SELECT 1" + parts + ")",
                        before.getEpochSecond())
                .compose(rows -> {
                    List<Write> writes = new ArrayList<>();
                    for (Row row : rows) {
                        String id = row.getString("id");
                        writes.add(new Write(
                                "UPDATE conversations AS c SET last_forgotten = (SELECT MAX(e.sequence)" + parts
                                        + ") WHERE id = ?",
                                Tuple.of(id)));
                        writes.add(new Write(
                                "DELETE FROM conversation_events WHERE conversation_id = ?"
                                        + " AND part < (SELECT part FROM conversations WHERE id = ?)",
                                Tuple.of(id, id)));
                    }
                    return commits.write(writes);
                });
    }

    /** The conversation with this id; fails with NOT_FOUND. */
    Future<Conversation> find(String id) {
        return database.query(SELECT + "WHERE c.id = ?", id)
                .compose(rows -> Rows.first(rows, this::withMembers)
                        .orElseGet(
                                () -> Future.failedFuture(Refusal.notFound("there is no conversation '" + id + "'"))));
    }

    /**
     * The open conversations of which a user is a member or invited.
     *
     * @param skip the number of earlier ones that are passed over
     * @param most the most that are returned
     */
    Future<List<Conversation>> openOf(String userId, int skip, int most) {
        return conversations(
                "WHERE c.ended IS NULL AND c.id IN (SELECT p.conversation_id FROM conversation_people p"
                        + " WHERE p.user_id = ? AND p.state <> 'left') ORDER BY c.started, c.id LIMIT ? OFFSET ?",
                userId,
                most,
                skip);
    }

    /** Open conversations whose current part began before a moment and contains events. */
    Future<List<String>> openSince(Instant before) {
        return database.list(
                "SELECT c.id FROM conversations c WHERE c.ended IS NULL AND c.part_began <= ?"
                        + " AND EXISTS (SELECT 1 FROM conversation_events e"
                        + " WHERE e.conversation_id = c.id AND e.part = c.part)",
                row -> row.getString("id"),
                before.getEpochSecond());
    }

    private Future<List<Conversation>> conversations(String condition, Object... values) {
        return database.query(SELECT + condition, values).compose(rows -> WorkSequence.list(rows, this::withMembers));
    }

    private Future<Conversation> withMembers(Row row) {
        return database.list(
                        "SELECT sip, name, user_id, state FROM conversation_people WHERE conversation_id = ? ORDER BY sip",
                        person -> new Member(
                                person.getString("sip"),
                                person.getString("name"),
                                person.getString("user_id"),
                                State.valueOf(upper(person.getString("state")))),
                        row.getString("id"))
                .map(members -> read(row, members));
    }

    private static Conversation read(Row row, List<Member> members) {
        return new Conversation(
                row.getString("id"),
                Conversation.Kind.valueOf(upper(row.getString("kind"))),
                row.getString("subject"),
                row.getString("organizer"),
                Instant.ofEpochSecond(row.getLong("started")),
                Rows.moment(row, "ended"),
                row.getInteger("part"),
                row.getInteger("last_event"),
                row.getLong("part_size"),
                TraceParent.stored(row.getString("cause")),
                members);
    }

    /**
     * The first events after an event that a member heard, in order. Both people of a conversation of two are in it from
     * its begin to its end.
     */
    Future<List<Entry>> heardAfter(Conversation in, Member member, int sequence, int most) {
        String where = "WHERE e.conversation_id = ? AND e.sequence > ?";
        int present = member.state() == State.PRESENT ? 1 : 0;
        return in.isConference()
                ? events(where + HEARD, most, in.id(), sequence, member.sip(), member.sip(), present)
                : events(where, most, in.id(), sequence);
    }

    /** Who joined and left in earlier parts that are not yet forgotten, in order. */
    Future<List<Entry>> presenceBefore(Conversation conversation) {
        return events(
                "WHERE conversation_id = ? AND part < ? AND kind IN ('JOIN', 'LEAVE')",
                Integer.MAX_VALUE,
                conversation.id(),
                conversation.part());
    }

    /** The events of one part, in order. */
    Future<List<Entry>> eventsOf(String conversation, int part) {
        return events("WHERE conversation_id = ? AND part = ?", Integer.MAX_VALUE, conversation, part);
    }

    private Future<List<Entry>> events(String condition, int most, Object... values) {
        return database.list(
                "SELECT sequence, at, kind, sip, text FROM conversation_events e " + condition
                        + " ORDER BY e.sequence LIMIT " + most,
                ConversationStore::entry,
                values);
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getInteger("sequence"),
                Instant.ofEpochSecond(row.getLong("at")),
                Kind.valueOf(row.getString("kind")),
                row.getString("sip"),
                row.getString("text"));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
