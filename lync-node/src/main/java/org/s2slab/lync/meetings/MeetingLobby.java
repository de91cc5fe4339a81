package org.s2slab.lync.meetings;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Who waits before meetings until a leader decides; in memory, as the meetings themselves are held by people. */
final class MeetingLobby {
    /** People one lobby takes, so that outsiders cannot fill the server's memory. */
    private static final int MOST = 250;

    /** Lobbies held at once; the oldest gives way. */
    private static final int MOST_LOBBIES = 2_000;

    /** What a leader decided. */
    enum State {
        WAITING,
        ADMITTED,
        DENIED
    }

    /**
     * One who came to a lobby.
     *
     * @param id what leaders call them
     * @param holder of what kind they are, and the secret or the key of the user by which they are known again
     */
    record Guest(String id, String holder, String name, State state) {}

    private final Map<String, Map<String, Guest>> byMeeting = new LinkedHashMap<>();

    /** The guest with this holder's text, entered as waiting unless already known. */
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
            throw new Refusal(RefusalCode.UNAVAILABLE, "the lobby is full");
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

    /** Lets somebody in or sends them away; fails with NOT_FOUND when nobody of that id waits. */
    synchronized void decide(OnlineMeeting meeting, String id, boolean admit) {
        Guest guest = waiting(meeting).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(RefusalCode.NOT_FOUND, "nobody called " + id + " waits in the lobby"));
        byMeeting
                .getOrDefault(meeting.id(), Map.of())
                .put(
                        guest.holder(),
                        new Guest(id, guest.holder(), guest.name(), admit ? State.ADMITTED : State.DENIED));
    }
}
