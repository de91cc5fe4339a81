package org.s2slab.drill.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient.Answer;

/**
 * Requests tokens from the authorization server as an application, and replays assertions. In a pool, each assertion is
 * presented to all servers at the same time, and replayed at all servers.
 */
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
        List<Answer> answers = tokens.presentToAll(assertion);
        long accepted = accepted(answers);
        if (accepted == 0) {
            return TrafficClient.words(answers.get(0));
        }
        expectAtMost(1, accepted, assertion);
        used.add(assertion);
        if (used.size() > REMEMBERED) {
            used.remove(0);
        }
        return null;
    }

    private void replay(String assertion) {
        expectAtMost(0, accepted(tokens.presentToAll(assertion)), assertion);
    }

    private static long accepted(List<Answer> answers) {
        return answers.stream().filter(answer -> answer.status() == 200).count();
    }

    private void expectAtMost(int most, long accepted, String assertion) {
        if (accepted > most) {
            ledger.find(
                    LedgerFinding.Kind.DOUBLED,
                    feature().words(),
                    "an assertion was accepted twice: " + assertion.substring(0, assertion.lastIndexOf('.')));
        }
    }
}
