package org.s2slab.engine.checker;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.s2slab.engine.checker.KeptConnection.Reply;
import org.s2slab.engine.checker.plain.FactGroup;
import org.s2slab.engine.checker.plain.PlainVerdict;

/** What an answer tells of its reason: whatever it names must be a fact that does not hold. */
final class ProductAnswers {
    /** Exchange's diagnostics. The first two tell no more than that the token proves nothing. */
    private static final Map<String, FactGroup> EXCHANGE = Map.of(
            "2000002", FactGroup.LIFETIME,
            "2000003", FactGroup.AUDIENCE,
            "2000004", FactGroup.TENANT,
            "2000005", FactGroup.USER,
            "2000006", FactGroup.APPLICATION,
            "2000008", FactGroup.GRANT,
            "2000009", FactGroup.CERTIFICATE);

    /** Exchange has taken the token and refuses the call, as for a caller without a mailbox: EWS says so in a SOAP fault, with 500. */
    private static final Pattern FAULT =
            Pattern.compile("<e:ResponseCode [^>]*>(?!ErrorInternalServerError|ErrorServerBusy)\\w+</e:ResponseCode>");

    private ProductAnswers() {}

    /** The answer, when it decides about the token; IllegalStateException when the node failed, timed out or had too much to do. */
    static Reply decided(int number, Reply reply) {
        int status = reply.status();
        boolean fault = status == 500 && FAULT.matcher(reply.body()).find();
        if ((status >= 500 && !fault) || status == 408 || status == 429) {
            throw new IllegalStateException("number " + number + " got no decision: " + status + " " + reply.body());
        }
        return reply;
    }

    /** Whether a call was taken: what comes after that is no question of tokens. */
    static boolean taken(Reply reply) {
        return reply.status() != 400
                && reply.status() != 401
                && reply.status() != 403
                && reply.status() != 421
                && reply.status() != 431;
    }

    /** Whether an answer may be given to a call of which these facts do not hold. */
    static boolean mayCome(String service, Reply reply, PlainVerdict<FactGroup> verdict) {
        Set<FactGroup> broken = verdict.groups();
        if ((reply.status() == 400 || reply.status() == 431) && !broken.contains(FactGroup.REQUEST)) {
            return false;
        }
        // Nobody learns what a caller may do whose token is good for nothing. The user comes after that.
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
