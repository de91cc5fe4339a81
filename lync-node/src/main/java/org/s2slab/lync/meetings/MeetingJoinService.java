package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.lync.meetings.LobbyAdmission.Role;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.UserStore;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Handles people who open the link of a meeting: some join, others wait in the lobby until a leader decides. */
record MeetingJoinService(
        OnlineMeetingStore store, UserStore users, MeetingAddresses addresses, MeetingLobby lobby, Clock clock) {
    /** Prefix of the key of an outsider, so that this key never equals the key of a signed-in person. */
    private static final String OUTSIDER = "outsider:";

    private static final String PERSON = "person:";

    /** A meeting that was found by its link. */
    record Found(OnlineMeeting meeting, LyncUser organizer) {}

    /**
     * The state of a person who opened a meeting's link.
     *
     * @param holder the secret of an outsider for the next visit, or null for a signed-in person
     * @param lobby the waiting people, for leaders
     */
    record Place(
            Found at,
            MeetingLobby.State state,
            Role role,
            @Nullable String holder,
            List<MeetingLobby.Guest> lobby) {
        boolean isIn() {
            return state == MeetingLobby.State.ADMITTED;
        }
    }

    /** The meeting whose link has this path; fails with NOT_FOUND if there is none. */
    Future<Found> find(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        return store.find(id).compose(found -> {
            Optional<OnlineMeeting> held = found.filter(meeting -> !meeting.isOver(clock.instant()));
            return held.isEmpty()
                    ? Future.failedFuture(nowhere())
                    : users.find(held.get().owner()).map(owner -> at(held.get(), owner, path));
        });
    }

    private Found at(OnlineMeeting meeting, Optional<LyncUser> owner, String path) {
        return owner.map(organizer -> new Found(meeting, organizer))
                .filter(found -> URI.create(addresses.joinUrl(found.organizer(), meeting))
                        .getPath()
                        .equalsIgnoreCase(path))
                .orElseThrow(MeetingJoinService::nowhere);
    }

    /** The state of a signed-in person at the link. */
    Future<Place> person(Found found, LyncUser person) {
        return place(
                found, LobbyAdmission.of(found.meeting(), person), PERSON + person.id(), person.displayName(), null);
    }

    /** The state of a person from outside who enters a name. */
    Future<Place> outsider(Found found, String name) {
        String holder = RandomToken.fresh();
        return place(found, LobbyAdmission.of(found.meeting(), null), OUTSIDER + holder, name, holder);
    }

    /** The state of an outsider who returns; fails with NOT_FOUND if this person was never in this lobby. */
    Future<Place> again(Found found, String holder) {
        return lobby.find(found.meeting(), OUTSIDER + holder).compose(known -> {
            MeetingLobby.Guest guest =
                    known.orElseThrow(() -> Refusal.notFound("nobody with that text waits in the lobby"));
            return place(found, LobbyAdmission.of(found.meeting(), null), OUTSIDER + holder, guest.name(), holder);
        });
    }

    /** Admits or refuses a waiting person; fails with ACCESS_DENIED if the caller is not a leader. */
    Future<Place> decide(Found found, LyncUser leader, String guest, boolean admit) {
        return person(found, leader)
                .compose(place -> {
                    if (!place.isIn() || place.role() == Role.ATTENDEE) {
                        throw new Refusal(
                                RefusalCode.ACCESS_DENIED, "only a leader of the meeting decides who comes in");
                    }
                    return lobby.decide(found.meeting(), guest, admit);
                })
                .compose(decided -> person(found, leader));
    }

    private Future<Place> place(
            Found found, LobbyAdmission admission, String holder, String name, @Nullable String shown) {
        Future<MeetingLobby.State> state = admission.atOnce()
                ? Future.succeededFuture(MeetingLobby.State.ADMITTED)
                : lobby.enter(found.meeting(), holder, name).map(MeetingLobby.Guest::state);
        return state.compose(reached -> {
            boolean leads = reached == MeetingLobby.State.ADMITTED && admission.role() != Role.ATTENDEE;
            Future<List<MeetingLobby.Guest>> waiting =
                    leads ? lobby.waiting(found.meeting()) : Future.succeededFuture(List.of());
            return waiting.map(guests -> new Place(found, reached, admission.role(), shown, guests));
        });
    }

    private static Refusal nowhere() {
        return Refusal.notFound("there is no meeting at this link; it may be over");
    }
}
