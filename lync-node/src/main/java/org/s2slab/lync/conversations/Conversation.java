package org.s2slab.lync.conversations;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.TraceParent;

/**
 * The current state of a conversation.
 *
 * @param organizer the SIP address of the person who began it
 * @param ended when it ended, or null
 * @param openPart the part that is not archived yet
 * @param lastEvent the number of the latest event, or 0
 * @param cause the request that began it, or null if this is unknown
 */
record Conversation(
        String id,
        Kind kind,
        String subject,
        String organizer,
        Instant started,
        @Nullable Instant ended,
        OpenPart openPart,
        int lastEvent,
        @Nullable TraceParent cause,
        List<Member> members) {
    /**
     * The part of a conversation that is not archived yet.
     *
     * @param number the number of the part that is not archived yet, from 1
     * @param size characters of the texts of the part that is not archived yet, with 100 more for each event
     */
    record OpenPart(int number, long size) {}

    /** The kind of a conversation: between two people, or a conference. */
    enum Kind {
        IM,
        CONFERENCE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The state of a member in a conversation. */
    enum State {
        INVITED,
        PRESENT,
        LEFT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A member of a conversation; {@code user} is null for a person of another organisation. */
    record Member(String sip, String name, @Nullable String user, State state) {}

    Conversation {
        members = List.copyOf(members);
    }

    boolean isConference() {
        return kind == Kind.CONFERENCE;
    }

    Optional<Member> member(@Nullable String sip) {
        return members.stream().filter(member -> member.sip().equals(sip)).findFirst();
    }

    boolean isPresent(@Nullable String sip) {
        return member(sip).filter(member -> member.state() == State.PRESENT).isPresent();
    }

    /** The members who joined the conversation, the organiser first. */
    List<Member> participants() {
        return participants(Set.of());
    }

    /** @param others the addresses of invited people who were in the conversation earlier */
    List<Member> participants(Set<String> others) {
        return members.stream()
                .filter(member -> member.state() != State.INVITED || others.contains(member.sip()))
                .sorted((a, b) ->
                        Boolean.compare(b.sip().equals(organizer), a.sip().equals(organizer)))
                .toList();
    }

    JsonObject json() {
        JsonArray people = new JsonArray();
        members.forEach(member -> people.add(new JsonObject()
                .put("sip", member.sip())
                .put("name", member.name())
                .put("state", member.state().word())
                .put("outside", member.user() == null)));
        return new JsonObject()
                .put("id", id)
                .put("kind", kind.word())
                .put("subject", subject)
                .put("organizer", organizer)
                .put("started", started.toString())
                .put("ended", ended == null ? null : ended.toString())
                .put("participants", people);
    }
}
