package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.Database;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.TokenHash;
import org.s2slab.trace.TokenInspection;
import org.s2slab.validation.BearerValidator;
import org.s2slab.validation.UserDirectory;

/**
 * Validates the web tickets that people's clients send instead of a password. A ticket is in the same header field as a
 * partner's token. The database has the hashes of all tickets, so each server of a pool accepts them. Bearer values that are not tickets are checked by the check-list.
 */
final class WebTicketValidator implements BearerValidator {
    /** Lifetime of a ticket: eight hours, as in the product. */
    static final Duration LIFE = Duration.ofHours(8);

    /** Maximum number of tickets at the same time, so that repeated sign-ins cannot fill the database. */
    private static final int MOST = 20_000;

    private static final String PREFIX = "cwt=";

    private final Database database;
    private final UserDirectory users;
    private final BearerValidator partners;
    private final Clock clock;

    /** @param partners validates bearer values that are not tickets */
    WebTicketValidator(Database database, UserDirectory users, BearerValidator partners, Clock clock) {
        this.database = database;
        this.users = users;
        this.partners = partners;
        this.clock = clock;
    }

    /** Issues a ticket for a signed-in person. */
    Future<String> issue(ActingUser user) {
        String upn = user.identifiers().upn();
        String text = PREFIX + RandomToken.fresh();
        long now = clock.instant().getEpochSecond();
        return database.change(tx -> {
                    tx.execute("DELETE FROM web_tickets WHERE expires <= ?", now);
                    if (tx.number("SELECT COUNT(*) AS number FROM web_tickets") >= MOST) {
                        throw Refusal.unavailable(MOST + " web tickets are held; wait until some expire");
                    }
                    tx.execute(
                            "INSERT INTO web_tickets (hash, upn, expires) VALUES (?, ?, ?)",
                            TokenHash.of(text),
                            upn == null ? user.id() : upn,
                            now + LIFE.toSeconds());
                })
                .map(text);
    }

    @Override
    public Future<Caller> validate(
            String token, String host, int port, CallContext context, Consumer<Supplier<TokenInspection>> witness) {
        if (!token.startsWith(PREFIX)) {
            return partners.validate(token, host, port, context, witness);
        }
        String hash = TokenHash.of(token);
        return database.read(rx -> rx.first(
                        "SELECT upn FROM web_tickets WHERE hash = ? AND expires > ?",
                        row -> row.text("upn"),
                        hash,
                        clock.instant().getEpochSecond()))
                .compose(upn -> upn.isEmpty()
                        ? refused(
                                "the web ticket is unknown or has expired; POST to /WebTicket/oauthtoken gives a new one")
                        : accepted(upn.get(), hash));
    }

    private Future<Caller> accepted(String upn, String hash) {
        return users.matching(UserDirectory.Kind.UPN, upn)
                .compose(found -> found.size() == 1 && found.get(0).enabled()
                        ? Future.succeededFuture(new Caller(null, found.get(0), hash))
                        : refused("the ticket's user '" + upn + "' is no longer enabled"));
    }

    private static Future<Caller> refused(String detail) {
        return Future.failedFuture(new Refusal(RefusalCode.TOKEN_LIFETIME, detail));
    }
}
