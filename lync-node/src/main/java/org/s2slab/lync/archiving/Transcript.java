package org.s2slab.lync.archiving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transcript of one part of a conversation.
 *
 * @param conversation the conversation's id
 * @param part the number of the part, from 1
 * @param conference whether it is a conference, and not between two people
 * @param participants all participants, the organiser first
 * @param entries the events, in order
 */
public record Transcript(
        String conversation,
        int part,
        boolean conference,
        String subject,
        List<Participant> participants,
        List<Entry> entries) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * A participant of a conversation.
     *
     * @param sip the SIP address, without {@code sip:}
     * @param mail the person's mail address
     * @param user the user's id in Lync, or null for a person of another organisation
     */
    public record Participant(
            String sip, String name, String mail, @Nullable String user) {}

    /** The kind of a transcript entry. */
    public enum Kind {
        MESSAGE,
        JOIN,
        LEAVE,
        UPLOAD
    }

    /**
     * An event in a transcript.
     *
     * @param sequence its number in the conversation
     * @param sip the SIP address of the person who did it
     * @param text the message, or the name of the uploaded file
     */
    public record Entry(int sequence, Instant at, Kind kind, String sip, String text) {}

    public Transcript {
        participants = List.copyOf(participants);
        entries = List.copyOf(entries);
    }

    /** The id, which is always the same for a part. */
    public String id() {
        return conversation + "." + part;
    }

    /** Whether a person of another organisation took part. */
    public boolean withOutsiders() {
        return participants.stream().anyMatch(participant -> participant.user() == null);
    }

    /** The number of uploaded files. */
    int files() {
        return (int)
                entries.stream().filter(entry -> entry.kind() == Kind.UPLOAD).count();
    }

    /** The same part with other entries. */
    Transcript with(List<Entry> others) {
        return new Transcript(conversation, part, conference, subject, participants, others);
    }

    /** The messages without the events of web conferencing: joins, leaves and uploads. */
    Transcript messagesOnly() {
        return with(
                entries.stream().filter(entry -> entry.kind() == Kind.MESSAGE).toList());
    }

    String nameOf(String sip) {
        return participants.stream()
                .filter(participant -> participant.sip().equals(sip))
                .map(Participant::name)
                .findFirst()
                .orElse(sip);
    }

    /** The transcript as JSON, as the database stores it. */
    public String text() {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("conversation", conversation);
            json.writeNumberField("part", part);
            json.writeBooleanField("conference", conference);
            json.writeStringField("subject", subject);
            json.writeArrayFieldStart("participants");
            for (Participant one : participants) {
                json.writeStartObject();
                json.writeStringField("sip", one.sip());
                json.writeStringField("name", one.name());
                json.writeStringField("mail", one.mail());
                json.writeStringField("user", one.user());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("entries");
            for (Entry one : entries) {
                json.writeStartArray();
                json.writeNumber(one.sequence());
                json.writeNumber(one.at().getEpochSecond());
                json.writeString(one.kind().name());
                json.writeString(one.sip());
                json.writeString(one.text());
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("nothing but memory is written to", e);
        }
        return text.toString();
    }

    static Transcript of(JsonObject json) {
        return new Transcript(
                json.getString("conversation"),
                json.getInteger("part"),
                json.getBoolean("conference"),
                json.getString("subject"),
                json.getJsonArray("participants").stream()
                        .map(JsonObject.class::cast)
                        .map(one -> new Participant(
                                one.getString("sip"),
                                one.getString("name"),
                                one.getString("mail"),
                                one.getString("user")))
                        .toList(),
                json.getJsonArray("entries").stream()
                        .map(JsonArray.class::cast)
                        .map(one -> new Entry(
                                one.getInteger(0),
                                Instant.ofEpochSecond(one.getLong(1)),
                                Kind.valueOf(one.getString(2)),
                                one.getString(3),
                                one.getString(4)))
                        .toList());
    }
}
