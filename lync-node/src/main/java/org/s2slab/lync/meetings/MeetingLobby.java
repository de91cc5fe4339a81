package org.s2slab.lync.meetings;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.s2slab.refusal.Refusal;

/** The people who wait in meeting lobbies until a leader decides; in memory only. */
final class MeetingLobby {
    /** Maximum number of people in one lobby, so that outsiders cannot fill the server's memory. */
    private static final int MOST = 250;

    /** Maximum number of lobbies at the same time. A new lobby replaces the oldest. */
    private static final int MOST_LOBBIES = 2_000;

    /** The state of a person in a lobby. */
    enum State {
        WAITING,
        ADMITTED,
        DENIED
    }

    /**
     * A person in a lobby.
     *
     * @param id the id of the person for leaders
     * @param holder the kind of guest, and the secret or user key that identifies a returning guest
     */
    record Guest(String id, String holder, String name, State state) {}

    private final Map<String, Map<String, Guest>> byMeeting = new LinkedHashMap<>();

    /** The guest with this key. An unknown guest is added as waiting. */
    synchronized Guest enter(OnlineMeeting meeting, String holder, String name) {
        while (byMeeting.size() >= MOST_LOBBIES && !byMeeting.containsKey(meeting.id())) {
            byMeeting.remove(byMeeting.keySet().iterator().next());
        }
        Map<String, Guest> guests = byMeeting.computeIfAbsent(meeting.id(), id -> new ConcurrentHashMap<>());
        Guest known = guests.get(holder);
        if (known != null) {
            return known;
        }
        if (guests.size() >= MOST) {
            throw Refusal.unavailable("the lobby is full");
        }
        Guest guest = new Guest(Integer.toString(guests.size() + 1), holder, name, State.WAITING);
        guests.put(holder, guest);
        return guest;
    }

    synchronized Optional<Guest> find(OnlineMeeting meeting, String holder) {
        return Optional.ofNullable(
                byMeeting.getOrDefault(meeting.id(), Map.of()).get(holder));
    }

    synchronized List<Guest> waiting(OnlineMeeting meeting) {
        return byMeeting.getOrDefault(meeting.id(), Map.of()).values().stream()
                .filter(guest -> guest.state() == State.WAITING)
                .sorted(Comparator.comparingInt(guest -> Integer.parseInt(guest.id())))
                .toList();
    }

    /** Admits or refuses a guest; fails with NOT_FOUND if no guest with this id waits. */
    synchronized void decide(OnlineMeeting meeting, String id, boolean admit) {
        Guest guest = waiting(meeting).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("nobody called " + id + " waits in the lobby"));
        byMeeting
                .getOrDefault(meeting.id(), Map.of())
                .put(
                        guest.holder(),
                        new Guest(id, guest.holder(), guest.name(), admit ? State.ADMITTED : State.DENIED));
    }
}
