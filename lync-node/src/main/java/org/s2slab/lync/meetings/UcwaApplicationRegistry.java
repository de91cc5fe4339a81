package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.store.Database;
import org.s2slab.store.ResultRow;
import org.s2slab.trace.IdGenerator;

/**
 * The UCWA applications: client sessions, each of one user and of the partner that created it for the user. They are in
 * the database, so each server of a pool knows them.
 */
record UcwaApplicationRegistry(Database database, Clock clock, IdGenerator ids) {
    /** Time without requests after which an application is deleted: fifteen minutes, as in the product. */
    private static final Duration INACTIVE = Duration.ofMinutes(15);

    /** Seconds between two records of the use of an application. So it may expire up to a minute early. */
    private static final int RECORDED = 60;

    /** Maximum number of applications of one user and caller: several clients, or concurrent requests of a partner. */
    private static final int MOST = 50;

    /** The session of one client. */
    record Application(String id, LyncUser user, String userAgent, String culture) {
        String href() {
            return UcwaResponder.APPLICATIONS + "/" + id;
        }
    }

    /** A user, and the partner application that acts for the user, or the empty text. */
    record Owner(LyncUser user, String partner) {
        static Owner of(LyncUser user, Caller caller) {
            PrincipalId partner = caller.application();
            return new Owner(user, partner == null ? "" : partner.toString());
        }

        private Application application(ResultRow row) {
            return new Application(row.text("id"), user, row.text("user_agent"), row.text("culture"));
        }
    }

    /** An application, and the time of its latest recorded use in seconds since 1970. */
    private record Found(Application application, long used) {}

    Future<Application> add(Owner owner, String userAgent, String culture) {
        var made = new Application(ids.hex(12), owner.user(), userAgent, culture);
        long now = clock.instant().getEpochSecond();
        return database.change(tx -> {
                    tx.execute("DELETE FROM ucwa_applications WHERE used <= ?", now - INACTIVE.toSeconds());
                    long held = tx.number(
                            "SELECT COUNT(*) AS number FROM ucwa_applications WHERE user_id = ? AND partner = ?",
                            owner.user().id(),
                            owner.partner());
                    if (held >= MOST) {
                        throw new UcwaProblem(
                                UcwaProblem.Kind.TOO_MANY_APPLICATIONS,
                                "There are " + held
                                        + " applications for this user; delete some, or wait until they expire.");
                    }
                    tx.execute(
                            "INSERT INTO ucwa_applications (id, user_id, partner, user_agent, culture, used)"
                                    + " VALUES (?, ?, ?, ?, ?, ?)",
                            made.id(),
                            owner.user().id(),
                            owner.partner(),
                            userAgent,
                            culture,
                            now);
                })
                .map(made);
    }

    /** The application if it has this owner and has not expired. Each call extends its life. */
    Future<Optional<Application>> use(String id, Owner owner) {
        long now = clock.instant().getEpochSecond();
        return database.read(rx -> rx.first(
                        "SELECT id, user_agent, culture, used FROM ucwa_applications"
                                + " WHERE id = ? AND user_id = ? AND partner = ? AND used > ?",
                        row -> new Found(owner.application(row), row.integer("used")),
                        id,
                        owner.user().id(),
                        owner.partner(),
                        now - INACTIVE.toSeconds()))
                .compose(found -> found.isEmpty() || now - found.get().used() < RECORDED
                        ? Future.succeededFuture(found.map(Found::application))
                        : database.change(
                                        tx -> tx.execute("UPDATE ucwa_applications SET used = ? WHERE id = ?", now, id))
                                .map(found.map(Found::application)));
    }

    Future<Void> remove(String id) {
        return database.change(tx -> tx.execute("DELETE FROM ucwa_applications WHERE id = ?", id));
    }
}
