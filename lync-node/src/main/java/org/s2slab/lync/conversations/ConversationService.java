package org.s2slab.lync.conversations;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.s2slab.lync.archiving.ConferenceUploadStore;
import org.s2slab.lync.archiving.ConferenceUploadStore.Upload;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.archiving.Transcript.Kind;
import org.s2slab.lync.archiving.TranscriptArchiver.Archived;
import org.s2slab.lync.conversations.Conversation.Member;
import org.s2slab.lync.conversations.Conversation.State;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.SignedInUserResolver.SignedIn;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** Performs people's operations in conversations. An operation is on the disk before its response is sent. */
public record ConversationService(
        ConversationStore store,
        SipAddressBook people,
        OpenConversationRegistry conversations,
        Clock clock,
        IdGenerator ids) {
    /** Maximum number of people of a conference: the default of MaxMeetingSize (Set-CsConferencingPolicy). */
    private static final int MOST_PEOPLE = 250;

    private static void needRoom(int members) {
        if (members > MOST_PEOPLE) {
            throw Refusal.invalid("to: " + members + " people, but a conference has at most " + MOST_PEOPLE);
        }
    }

    /**
     * Begins a conversation.
     *
     * @param to SIP addresses of the others: one for a conversation of two, any number for a conference; its users are
     *     invited and have to join
     * @param message the first message, or empty
     */
    Future<Conversation> begin(
            SignedIn person, Conversation.Kind kind, String subject, List<String> to, Optional<String> message) {
        LyncUser by = person.user();
        TraceParent cause = person.context().trace();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        boolean conference = kind == Conversation.Kind.CONFERENCE;
        Member organizer = SipAddressBook.member(by, State.PRESENT);
        return members(organizer, to, conference ? State.INVITED : State.PRESENT)
                .compose(members -> {
                    var made = new Conversation(
                            ids.uuid(),
                            kind,
                            subject,
                            organizer.sip(),
                            now,
                            null,
                            new Conversation.OpenPart(1, 0),
                            0,
                            cause,
                            members);
                    return conversations
                            .admit(made, message.orElse(""))
                            .compose(admitted -> store.database().change(tx -> begin(tx, made, message)))
                            .map(made);
                });
    }

    private void begin(WriteTransaction tx, Conversation made, Optional<String> message) {
        ConversationStore.begin(tx, made);
        int sequence = 0;
        for (Member member : made.isConference() ? made.participants() : List.<Member>of()) {
            sequence++;
            ConversationStore.add(tx, made, new Entry(sequence, clock.instant(), Kind.JOIN, member.sip(), ""));
        }
        if (message.isPresent()) {
            ConversationStore.add(
                    tx, made, new Entry(sequence + 1, clock.instant(), Kind.MESSAGE, made.organizer(), message.get()));
        }
    }

    private Future<List<Member>> members(Member organizer, List<String> to, State insideState) {
        needRoom(to.size() + 1);
        List<Member> members = new ArrayList<>(List.of(organizer));
        return WorkSequence.list(to, sip -> people.find(sip, insideState, State.PRESENT))
                .map(found -> {
                    for (Member member : found) {
                        if (members.stream().noneMatch(known -> known.sip().equals(member.sip()))) {
                            members.add(member);
                        }
                    }
                    return members;
                });
    }

    /** Posts a message; returns the number of the event. */
    Future<Integer> post(String id, LyncUser by, Optional<String> as, String text) {
        return conversations.inside(id, by, conversation -> {
            String speaker = speaker(conversation, by, as);
            return conversations
                    .admit(conversation, text)
                    .compose(done -> store.write(
                            conversation,
                            tx -> ConversationStore.add(
                                    tx, conversation, conversations.next(conversation, Kind.MESSAGE, speaker, text))))
                    .map(conversation.lastEvent() + 1);
        });
    }

    /**
     * The sender: the person who calls, or a simulated external person. The caller's client sends the messages of such
     * an external person.
     */
    private String speaker(Conversation conversation, LyncUser by, Optional<String> as) {
        if (as.isEmpty()) {
            return SipAddressBook.sipOf(by);
        }
        String outsider = SipAddressBook.address(as.get());
        if (!people.isOutside(outsider) || !conversation.isPresent(outsider)) {
            throw new Refusal(
                    RefusalCode.ACCESS_DENIED,
                    "as: '" + outsider + "' is nobody of another organisation who is in this conversation");
        }
        return outsider;
    }

    /** Adds a person to a conference: users are invited and have to join, external people join at once. */
    Future<Void> invite(String id, LyncUser by, String sip) {
        return conversations.inside(id, by, conversation -> {
            OpenConversationRegistry.needConference(conversation, "somebody joins");
            return people.find(sip, State.INVITED, State.PRESENT).compose(member -> {
                if (conversation.isPresent(member.sip())) {
                    return Future.succeededFuture();
                }
                if (conversation.member(member.sip()).isEmpty()) {
                    needRoom(conversation.members().size() + 1);
                }
                return conversations
                        .admit(conversation, "")
                        .compose(done -> store.write(conversation, tx -> {
                            ConversationStore.put(tx, id, member);
                            if (member.state() == State.PRESENT) {
                                ConversationStore.add(
                                        tx,
                                        conversation,
                                        conversations.next(conversation, Kind.JOIN, member.sip(), ""));
                            }
                        }));
            });
        });
    }

    /** An invited user joins a conference. */
    Future<Void> join(String id, LyncUser by) {
        String sip = SipAddressBook.sipOf(by);
        return conversations.open(id, conversation -> {
            OpenConversationRegistry.needConference(conversation, "somebody joins");
            if (conversation.member(sip).isEmpty()) {
                throw new Refusal(RefusalCode.ACCESS_DENIED, "'" + sip + "' is not invited to this conference");
            }
            if (conversation.isPresent(sip)) {
                return Future.succeededFuture();
            }
            Member joined = SipAddressBook.member(by, State.PRESENT);
            return conversations
                    .admit(conversation, "")
                    .compose(done -> store.write(conversation, tx -> {
                        ConversationStore.put(tx, id, joined);
                        ConversationStore.add(tx, conversation, conversations.next(conversation, Kind.JOIN, sip, ""));
                    }));
        });
    }

    /** Leaves a conference. The conference ends when its last member of this organisation has left. */
    Future<Void> leave(String id, SignedIn person) {
        LyncUser by = person.user();
        return conversations.inside(id, by, conversation -> {
            OpenConversationRegistry.needConference(conversation, "somebody leaves");
            String sip = SipAddressBook.sipOf(by);
            Entry left = conversations.next(conversation, Kind.LEAVE, sip, "");
            Consumer<WriteTransaction> leaving = tx -> {
                ConversationStore.put(tx, id, SipAddressBook.member(by, State.LEFT));
                ConversationStore.add(tx, conversation, left);
            };
            boolean last = conversation.members().stream()
                    .noneMatch(member ->
                            member.user() != null && !member.sip().equals(sip) && member.state() == State.PRESENT);
            if (!last) {
                return store.write(conversation, leaving);
            }
            Consumer<WriteTransaction> closing = leaving.andThen(tx -> ConversationStore.end(tx, id, clock.instant()));
            return conversations
                    .archive(conversation, List.of(left), person.context().trace(), closing)
                    .mapEmpty();
        });
    }

    /** Uploads a file to a conference; returns the number of the event. */
    Future<Integer> upload(String id, LyncUser by, String name, Upload upload) {
        return conversations.inside(id, by, conversation -> {
            OpenConversationRegistry.needConference(conversation, "a file is uploaded");
            return conversations
                    .admit(conversation, name)
                    .compose(done -> store.write(conversation, tx -> {
                        Entry event = conversations.next(conversation, Kind.UPLOAD, SipAddressBook.sipOf(by), name);
                        ConversationStore.add(tx, conversation, event);
                        ConferenceUploadStore.write(tx, id, event.sequence(), upload);
                    }))
                    .map(conversation.lastEvent() + 1);
        });
    }

    /** Ends a conversation. Only the organiser can end a conference. */
    Future<Archived> end(String id, SignedIn person) {
        LyncUser by = person.user();
        return conversations.inside(id, by, conversation -> {
            if (conversation.isConference() && !conversation.organizer().equals(SipAddressBook.sipOf(by))) {
                throw new Refusal(
                        RefusalCode.ACCESS_DENIED, "'" + conversation.organizer() + "' ends this conference; leave it");
            }
            return conversations.archive(
                    conversation,
                    List.of(),
                    person.context().trace(),
                    tx -> ConversationStore.end(tx, id, clock.instant()));
        });
    }

    /** Returns a conversation to one of its members or invited users. */
    Future<Conversation> read(String id, LyncUser by) {
        return store.find(id).map(conversation -> {
            if (conversation.member(by.sip()).isEmpty()) {
                throw Refusal.notFound("there is no conversation '" + id + "' for " + by.upn());
            }
            return conversation;
        });
    }
}
