package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.TokenHash;
import org.s2slab.trace.TokenInspection;
import org.s2slab.validation.BearerValidator;
import org.s2slab.validation.UserDirectory;

/**
 * Validates the web tickets that people's clients send instead of a password. A ticket is in the same header field as a
 * partner's token. Bearer values that are not tickets are checked by the check-list.
 */
final class WebTicketValidator implements BearerValidator {
    /** Lifetime of a ticket: eight hours, as in the product. */
    static final Duration LIFE = Duration.ofHours(8);

    /** Maximum number of tickets at the same time, so that repeated sign-ins cannot fill the memory. */
    private static final int MOST = 20_000;

    private static final String PREFIX = "cwt=";

    private record Ticket(String upn, Instant expires) {}

    private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
    private final UserDirectory users;
    private final BearerValidator partners;
    private final Clock clock;

    /** @param partners validates bearer values that are not tickets */
    WebTicketValidator(UserDirectory users, BearerValidator partners, Clock clock) {
        this.users = users;
        this.partners = partners;
        this.clock = clock;
    }

    /** Issues a ticket for a signed-in person. */
    String issue(ActingUser user) {
        tickets.values().removeIf(this::isOver);
        if (tickets.size() >= MOST) {
            throw Refusal.unavailable(MOST + " web tickets are held; wait until some expire");
        }
        String upn = user.identifiers().upn();
        String text = PREFIX + RandomToken.fresh();
        tickets.put(
                text, new Ticket(upn == null ? user.id() : upn, clock.instant().plus(LIFE)));
        return text;
    }

    @Override
    public Future<Caller> validate(
            String token, String host, int port, CallContext context, Consumer<Supplier<TokenInspection>> witness) {
        if (!token.startsWith(PREFIX)) {
            return partners.validate(token, host, port, context, witness);
        }
        Ticket ticket = tickets.get(token);
        if (ticket == null || isOver(ticket)) {
            tickets.remove(token);
            return refused("the web ticket is unknown or has expired; POST to /WebTicket/oauthtoken gives a new one");
        }
        return users.matching(UserDirectory.Kind.UPN, ticket.upn())
                .compose(found -> found.size() == 1 && found.get(0).enabled()
                        ? Future.succeededFuture(new Caller(null, found.get(0), TokenHash.of(token)))
                        : refused("the ticket's user '" + ticket.upn() + "' is no longer enabled"));
    }

    private boolean isOver(Ticket ticket) {
        return !clock.instant().isBefore(ticket.expires());
    }

    private static Future<Caller> refused(String detail) {
        return Future.failedFuture(new Refusal(RefusalCode.TOKEN_LIFETIME, detail));
    }
}
