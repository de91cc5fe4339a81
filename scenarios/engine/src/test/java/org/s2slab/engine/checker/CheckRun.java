package org.s2slab.engine.checker;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.engine.checker.KeptConnection.Reply;
import org.s2slab.engine.checker.plain.CallDraft;
import org.s2slab.engine.checker.plain.CallMutator;
import org.s2slab.engine.checker.plain.EightFacts;
import org.s2slab.engine.checker.plain.FactGroup;
import org.s2slab.engine.checker.plain.FormDraft;
import org.s2slab.engine.checker.plain.FormMutator;
import org.s2slab.engine.checker.plain.MutationStock;
import org.s2slab.engine.checker.plain.PlainCall;
import org.s2slab.engine.checker.plain.PlainForm;
import org.s2slab.engine.checker.plain.PlainVerdict;
import org.s2slab.engine.checker.plain.SeededChoice;
import org.s2slab.engine.checker.plain.TokenServiceCheck;
import org.s2slab.engine.checker.plain.TokenServiceFacts;
import org.s2slab.engine.run.InternalFailureWatch;

/**
 * One run of the checker: the sent requests, the results, and the differences between the decisions of nodes and of the
 * facts.
 */
final class CheckRun {
    /** Each thread has one connection to every node. A node permits only some tens of connections from one address. */
    private static final int THREADS = 4;

    /** One of five requests is a token request. The other requests present a token. */
    private static final int SHARE_OF_FORMS = 5;

    private static final int MOST_SHOWN = Integer.getInteger("s2slab.checker.shown", 20);
    private static final Pattern ERROR = Pattern.compile("\"error\":\"(\\w+)\"");

    private final CheckedDeployment deployment;
    private final CheckedTrust trust;
    private final InternalFailureWatch failures;
    private final TokenServiceFacts tokenService;
    private final long seed;
    private final Map<String, Integer> tally = new TreeMap<>();
    private final List<String> disagreements = new ArrayList<>();
    private final Map<String, Object> assertions = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    CheckRun(CheckedDeployment deployment, long seed) {
        this.deployment = deployment;
        this.trust = new CheckedTrust(deployment);
        this.failures = new InternalFailureWatch(deployment.topology());
        this.tokenService = trust.tokenService();
        this.seed = seed;
    }

    /**
     * Sends the requests of a range of numbers while all clocks stand at one moment. If {@code alone} is not negative,
     * sends only the request with this number.
     */
    void at(Instant moment, int from, int to, int alone) throws InterruptedException, ExecutionException {
        deployment.hold(moment);
        MutationStock stock = trust.stock(moment);
        CallMutator calls = new CallMutator(stock);
        FormMutator forms = new FormMutator(stock, tokenService, trust.clients());
        AtomicInteger next = new AtomicInteger(from);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    try (NodeCalls nodes = new NodeCalls(deployment)) {
                        for (int number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
                            if (alone < 0 || alone == number) {
                                SeededChoice choice = new SeededChoice(seed, number);
                                if (number % SHARE_OF_FORMS == 0) {
                                    form(stock, forms.form(choice, seed + "-" + number), number, nodes);
                                } else {
                                    call(stock, calls.call(choice), number, nodes);
                                }
                            }
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
            noteFailures();
        }
    }

    /** Records the internal failures of nodes. After an internal failure, the response is not a decision. */
    private synchronized void noteFailures() {
        for (String problem : failures.problems()) {
            count("failures of nodes");
            disagreements.add("\n" + problem);
        }
    }

    private void call(MutationStock stock, CallDraft draft, int number, NodeCalls nodes) throws IOException {
        PlainCall call = draft.written();
        PlainVerdict<FactGroup> verdict = EightFacts.of(call, stock.service(draft.service()), stock.now());
        Reply reply = ProductAnswers.decided(number, nodes.send(draft.service(), call));
        boolean taken = ProductAnswers.taken(reply);
        count(draft.service() + (taken ? " accepts" : " refuses"));
        if (taken != verdict.accepted() || !ProductAnswers.mayCome(draft.service(), reply, verdict)) {
            disagree(number, draft.service(), draft.spoiled(), verdict, reply, NodeCalls.readable(call));
        }
    }

    private void form(MutationStock stock, FormDraft draft, int number, NodeCalls nodes) throws IOException {
        PlainForm form = draft.written();
        String assertion = form.assertion();
        if (assertion.isEmpty()) {
            form(stock, draft, form, number, nodes);
            return;
        }
        // Two assertions without a jti that were made in the same second are identical, so only one of them gets a
        // token.
        synchronized (assertions.computeIfAbsent(assertion, any -> new Object())) {
            if (form(stock, draft, form, number, nodes)) {
                used.add(assertion);
                Reply second = ProductAnswers.decided(number, nodes.send(form));
                count(endpoint(form) + " refuses again");
                if (!error(second).equals("invalid_client")) {
                    PlainVerdict<String> verdict = TokenServiceCheck.of(form, tokenService, stock.now(), used);
                    disagree(
                            number,
                            endpoint(form),
                            List.of("sent a second time"),
                            verdict,
                            second,
                            NodeCalls.readable(form));
                }
            }
        }
    }

    /** Sends a token request; returns whether the server issued a token. */
    private boolean form(MutationStock stock, FormDraft draft, PlainForm form, int number, NodeCalls nodes)
            throws IOException {
        PlainVerdict<String> verdict = TokenServiceCheck.of(form, tokenService, stock.now(), used);
        Reply reply = ProductAnswers.decided(number, nodes.send(form));
        boolean given = reply.status() == 200;
        count(endpoint(form) + (given ? " accepts" : " refuses"));
        if (given != verdict.accepted() || !(given || verdict.groups().contains(error(reply)))) {
            disagree(number, endpoint(form), draft.spoiled(), verdict, reply, NodeCalls.readable(form));
        }
        return given;
    }

    private static String endpoint(PlainForm form) {
        return form.path().contains("v2.0") ? "v2" : "acs";
    }

    private static String error(Reply reply) {
        Matcher word = ERROR.matcher(reply.body());
        return word.find() ? word.group(1) : "";
    }

    private synchronized void count(String what) {
        tally.merge(what, 1, Integer::sum);
    }

    private synchronized void disagree(
            int number, String where, List<String> spoiled, PlainVerdict<?> verdict, Reply reply, String sent) {
        count("disagreements");
        if (disagreements.size() < MOST_SHOWN) {
            disagreements.add("\nnumber " + number + " at " + where + ": " + spoiled + "\n  facts: " + verdict
                    + "\n  node: " + reply.status() + " " + reply.header("x-ms-diagnostics") + " "
                    + (reply.status() == 200 ? "" : reply.body().replace("\n", " ")) + "\n  sent: " + sent + "\n");
        }
    }

    /** The first disagreements, for the output. The summary counts all disagreements. */
    synchronized List<String> disagreements() {
        return List.copyOf(disagreements);
    }

    synchronized Map<String, Integer> tally() {
        return new TreeMap<>(tally);
    }

    @Override
    public synchronized String toString() {
        return "-Ds2slab.checker.seed=" + seed + " " + tally;
    }
}
