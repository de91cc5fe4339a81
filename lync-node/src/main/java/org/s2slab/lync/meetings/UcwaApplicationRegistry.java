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
 * The UCWA applications: client sessions, each of one user and of the partner that created it for the user. They are in
 * memory and end with the server, as in the product. The client then creates a new application.
 */
final class UcwaApplicationRegistry {
    /** Time without requests after which an application is deleted: fifteen minutes, as in the product. */
    private static final Duration INACTIVE = Duration.ofMinutes(15);

    /** Maximum number of applications of one user and caller: several clients, or concurrent requests of a partner. */
    private static final int MOST = 50;

    /**
     * The session of one client.
     *
     * @param owner the user, and the partner if one acts for the user
     */
    record Application(String id, Owner owner, LyncUser user, String userAgent, String culture, Instant used) {
        String href() {
            return UcwaResponder.APPLICATIONS + "/" + id;
        }

        private Application usedAt(Instant now) {
            return new Application(id, owner, user, userAgent, culture, now);
        }
    }

    /** A user, and the partner application that acts for the user, or the empty text. */
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

    /** The application if it has this owner and has not expired. Each call extends its life. */
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
