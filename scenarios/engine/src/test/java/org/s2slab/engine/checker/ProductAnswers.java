package org.s2slab.engine.checker;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.s2slab.engine.checker.KeptConnection.Reply;
import org.s2slab.engine.checker.plain.FactGroup;
import org.s2slab.engine.checker.plain.PlainVerdict;

/** The reasons that responses give for a refusal. A response must name a fact that is false. */
final class ProductAnswers {
    /** The diagnostics of Exchange. The first two only say that the token is invalid. */
    private static final Map<String, FactGroup> EXCHANGE = Map.of(
            "2000002", FactGroup.LIFETIME,
            "2000003", FactGroup.AUDIENCE,
            "2000004", FactGroup.TENANT,
            "2000005", FactGroup.USER,
            "2000006", FactGroup.APPLICATION,
            "2000008", FactGroup.GRANT,
            "2000009", FactGroup.CERTIFICATE);

    /**
     * Matches a SOAP fault with status 500: Exchange accepts the token and refuses the call, for instance for a caller
     * without a mailbox.
     */
    private static final Pattern FAULT =
            Pattern.compile("<e:ResponseCode [^>]*>(?!ErrorInternalServerError|ErrorServerBusy)\\w+</e:ResponseCode>");

    private ProductAnswers() {}

    /**
     * The response if it is a decision about the token. Throws IllegalStateException if the node failed, timed out or
     * was too busy.
     */
    static Reply decided(int number, Reply reply) {
        int status = reply.status();
        boolean fault = status == 500 && FAULT.matcher(reply.body()).find();
        if ((status >= 500 && !fault) || status == 408 || status == 429) {
            throw new IllegalStateException("number " + number + " got no decision: " + status + " " + reply.body());
        }
        return reply;
    }

    /** Whether the service accepted the token. Later errors of the call do not count. */
    static boolean taken(Reply reply) {
        return reply.status() != 400
                && reply.status() != 401
                && reply.status() != 403
                && reply.status() != 421
                && reply.status() != 431;
    }

    /** Whether a response is permitted for a call with these false facts. */
    static boolean mayCome(String service, Reply reply, PlainVerdict<FactGroup> verdict) {
        Set<FactGroup> broken = verdict.groups();
        if ((reply.status() == 400 || reply.status() == 431) && !broken.contains(FactGroup.REQUEST)) {
            return false;
        }
        // A caller with an invalid token must not learn its permissions. The check of the user comes later.
        if (reply.status() == 403
                && !(broken.contains(FactGroup.GRANT)
                        && Set.of(FactGroup.GRANT, FactGroup.USER).containsAll(broken))) {
            return false;
        }
        if (reply.header("x-ms-diagnostics").startsWith("2000007")) {
            return false;
        }
        FactGroup named = EXCHANGE.get(reply.header("x-ms-diagnostics").split(";", 2)[0]);
        return !service.equals("exchange") || named == null || broken.contains(named);
    }
}
