package org.s2slab.drill.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient.Answer;

/** Requests tokens from the authorization server as an application, and replays assertions. */
final class TokenTraffic implements FeatureTraffic {
    /** Number of assertions that are stored for a replay. They are valid for only five minutes. */
    private static final int REMEMBERED = 200;

    private final AcknowledgedLedger ledger;
    private final ActorTokenSource tokens;
    private final Random random;
    private final List<String> used = new ArrayList<>();

    TokenTraffic(AcknowledgedLedger ledger, ActorTokenSource tokens, long seed) {
        this.ledger = ledger;
        this.tokens = tokens;
        this.random = new Random(seed);
    }

    @Override
    public TortureFeature feature() {
        return TortureFeature.TOKENS;
    }

    @Override
    public synchronized @Nullable String use() {
        if (!used.isEmpty() && random.nextBoolean()) {
            replay(used.get(random.nextInt(used.size())));
        }
        String assertion = tokens.assertion();
        Answer answer = tokens.present(assertion);
        if (answer.status() != 200) {
            return TrafficClient.words(answer);
        }
        used.add(assertion);
        if (used.size() > REMEMBERED) {
            used.remove(0);
        }
        return null;
    }

    private void replay(String assertion) {
        Answer answer = tokens.present(assertion);
        if (answer.status() == 200) {
            ledger.find(
                    LedgerFinding.Kind.DOUBLED,
                    feature().words(),
                    "an assertion was accepted twice: " + assertion.substring(0, assertion.lastIndexOf('.')));
        }
    }
}
