package org.s2slab.lync.meetings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.trace.IdGenerator;

/**
 * The UCWA applications: sessions of clients, each of one user and of the partner that made it for them. They live in
 * memory and end with the server, as in the product; a client that is told so makes a new one.
 */
final class UcwaApplicationRegistry {
    /** How long a client may be silent before its application is forgotten: the product's quarter of an hour. */
    private static final Duration INACTIVE = Duration.ofMinutes(15);

    /** Applications of one user and caller: clients on several machines, or a partner's requests that cross. */
    private static final int MOST = 50;

    /**
     * One client's session.
     *
     * @param owner whose it is: the user and, where a partner acts for them, that partner
     */
    record Application(String id, Owner owner, LyncUser user, String userAgent, String culture, Instant used) {
        String href() {
            return UcwaResponder.APPLICATIONS + "/" + id;
        }

        private Application usedAt(Instant now) {
            return new Application(id, owner, user, userAgent, culture, now);
        }
    }

    /** A user, and the partner application acting for them or the empty text. */
    record Owner(String user, String partner) {
        static Owner of(LyncUser user, Caller caller) {
            PrincipalId partner = caller.application();
            return new Owner(user.id(), partner == null ? "" : partner.toString());
        }
    }

    private final Map<String, Application> byId = new ConcurrentHashMap<>();
    private final Clock clock;
    private final IdGenerator ids;

    UcwaApplicationRegistry(Clock clock, IdGenerator ids) {
        this.clock = clock;
        this.ids = ids;
    }

    Application add(LyncUser user, Owner owner, String userAgent, String culture) {
        byId.values().removeIf(this::isSilent);
        long held = byId.values().stream()
                .filter(application -> application.owner().equals(owner))
                .count();
        if (held >= MOST) {
            throw new UcwaProblem(
                    UcwaProblem.Kind.TOO_MANY_APPLICATIONS,
                    "There are " + held + " applications for this user; delete some, or wait until they expire.");
        }
        var made = new Application(ids.hex(12), owner, user, userAgent, culture, clock.instant());
        byId.put(made.id(), made);
        return made;
    }

    /** The application if it is this owner's and alive; using it keeps it alive. Another's is as if it were not there. */
    Optional<Application> use(String id, Owner owner) {
        Application known = byId.get(id);
        if (known == null || !known.owner().equals(owner)) {
            return Optional.empty();
        }
        if (isSilent(known)) {
            byId.remove(id);
            return Optional.empty();
        }
        return Optional.ofNullable(byId.computeIfPresent(id, (key, held) -> held.usedAt(clock.instant())));
    }

    void remove(String id) {
        byId.remove(id);
    }

    private boolean isSilent(Application application) {
        return !clock.instant().isBefore(application.used().plus(INACTIVE));
    }
}
