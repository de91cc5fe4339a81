package org.s2slab.engine.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TrustChange;
import org.s2slab.trace.TrustChangeDetail;

/** The hops of a deployment in their order, each with its step. The explanation of a hop uses earlier hops. */
public final class HopHistory {
    private final IdentifierNames names;
    private final List<ObservedHop> hops = new ArrayList<>();
    private final IdentityHashMap<ObservedHop, Integer> positions = new IdentityHashMap<>();
    private final IdentityHashMap<ObservedHop, StepReference> steps = new IdentityHashMap<>();
    private final Map<List<String>, List<Learned>> learned = new HashMap<>();

    /** A key that a node learned from the hop at this position. */
    private record Learned(int position, String traceId, KeyOrigin from) {}

    /** @param names the names of the deployment's identifiers; the history adds more names */
    public HopHistory(IdentifierNames names) {
        this.names = names;
    }

    /** The names of identifiers. */
    public IdentifierNames names() {
        return names;
    }

    /**
     * Adds the next hop.
     *
     * @param step the scenario step of the hop, or null
     */
    public HopHistory add(ObservedHop hop, @Nullable StepReference step) {
        positions.put(hop, hops.size());
        hops.add(hop);
        if (step != null) {
            steps.put(hop, step);
        }
        KeyOwners.learn(hop, names);
        if (hop.detail() instanceof HopDetail.Metadata read) {
            read.learned().forEach(key -> learn(hop, key, null, read.uri()));
        } else if (hop.detail() instanceof TrustChangeDetail trust) {
            trust.changes().stream()
                    .filter(HopHistory::teaches)
                    .forEach(change -> change.keys().forEach(key -> learn(hop, key, trust.text(), null)));
        }
        return this;
    }

    private static boolean teaches(TrustChange change) {
        return change.what().endsWith("-added")
                || change.what().endsWith("-keys")
                || change.what().equals("key-assigned")
                || change.what().equals("key-staged");
    }

    /** Records a learned key. The second hop of a cmdlet that reads a document adds its line to the first record. */
    private void learn(ObservedHop hop, String key, @Nullable String line, @Nullable String address) {
        List<Learned> all = learned.computeIfAbsent(List.of(hop.node(), key), none -> new ArrayList<>());
        Learned last = all.isEmpty() ? null : all.get(all.size() - 1);
        KeyOrigin from = new KeyOrigin(key, hop.place().at(), steps.get(hop), line, address);
        if (last != null && line != null && last.traceId.equals(hop.place().traceId())) {
            all.set(all.size() - 1, new Learned(last.position, last.traceId, last.from.by(line)));
        } else {
            all.add(new Learned(hops.size() - 1, hop.place().traceId(), from));
        }
    }

    /** The last hop, up to the given one, from which a node learned a key. */
    KeyOrigin learned(String node, String thumbprint, ObservedHop at) {
        int position = position(at);
        KeyOrigin found = KeyOrigin.before(thumbprint);
        for (Learned one : learned.getOrDefault(List.of(node, thumbprint), List.of())) {
            if (one.position <= position) {
                found = one.from;
            }
        }
        return found;
    }

    /** Whether the hops belong to the steps of a scenario. */
    boolean hasSteps() {
        return !steps.isEmpty();
    }

    /** The step of a hop, or null. */
    @Nullable
    StepReference step(ObservedHop hop) {
        return steps.get(hop);
    }

    /** The number of a hop in the history, starting at 1. */
    public int number(ObservedHop hop) {
        return position(hop) + 1;
    }

    private int position(ObservedHop hop) {
        return Optional.ofNullable(positions.get(hop))
                .orElseThrow(() -> new IllegalArgumentException("the hop is not in the history: " + hop.sentence()));
    }

    /** The last hop that meets a condition and is earlier than the given hop. */
    Optional<ObservedHop> before(ObservedHop hop, Predicate<ObservedHop> condition) {
        for (int i = position(hop) - 1; i >= 0; i--) {
            if (condition.test(hops.get(i))) {
                return Optional.of(hops.get(i));
            }
        }
        return Optional.empty();
    }

    /** The last hop with the decoded layers of the same actor token: the given hop itself, or an earlier hop. */
    Optional<ObservedHop> opened(ObservedHop hop) {
        String hash = hop.token().hash();
        Predicate<ObservedHop> opens = other -> hash != null
                && hash.equals(other.token().hash())
                && other.token().layers() != null;
        return opens.test(hop) ? Optional.of(hop) : before(hop, opens);
    }

    /** The earlier hop in which the node judged the hop's token. A refusal counts only if the signature was checked. */
    Optional<ObservedHop> judged(ObservedHop hop) {
        return before(
                hop,
                other -> isJudgement(other)
                        && other.node().equals(hop.node())
                        && String.valueOf(hop.token().hash())
                                .equals(other.token().hash())
                        && String.valueOf(hop.user()).equals(String.valueOf(other.user())));
    }

    private static boolean isJudgement(ObservedHop hop) {
        return !hop.token().checks().isEmpty()
                && (hop.kind() == HopKind.ACCEPTED
                        || (hop.kind() == HopKind.REFUSED && hop.token().evidence() != null));
    }

    /** The call that a server accepted or refused, from the journal of the caller. */
    Optional<ObservedHop> call(ObservedHop hop) {
        return before(
                hop,
                other -> other.kind() == HopKind.CALLED
                        && other.place().traceId().equals(hop.place().traceId())
                        && String.valueOf(hop.token().hash())
                                .equals(other.token().hash()));
    }

    /** The administrator's name for an issuer at a node, if a cmdlet before the hop registered the issuer. */
    Optional<String> registration(ObservedHop hop, String node, String principal) {
        return changes(hop, node)
                .filter(change -> change.what().matches("(partner|server)-added"))
                .filter(change -> principal.equals(change.principal()))
                .map(TrustChange::name)
                .reduce((first, second) -> second);
    }

    /** The administrator's name for an application at a node, if its last change before the hop disabled it. */
    Optional<String> disabled(ObservedHop hop, String node, String application) {
        String called = names.find(node).map(NamedServer::name).orElse(node);
        return changes(hop, called)
                .filter(change -> String.valueOf(change.principal()).startsWith(application + "@"))
                .reduce((first, second) -> second)
                .filter(change -> change.what().equals("partner-disabled"))
                .map(TrustChange::name);
    }

    /** The linked account of a partner registration at a node, from the last change before the hop. */
    Optional<String> account(ObservedHop hop, String node, String name) {
        return changes(hop, node)
                .filter(change ->
                        change.what().equals("partner-account") && change.name().equals(name))
                .flatMap(change -> Stream.of(change.before(), change.value()).flatMap(Stream::ofNullable))
                .reduce((first, second) -> second);
    }

    private Stream<TrustChange> changes(ObservedHop hop, String node) {
        return hops.subList(0, position(hop)).stream()
                .filter(other -> other.node().equals(node))
                .flatMap(other ->
                        other.detail() instanceof TrustChangeDetail trust ? trust.changes().stream() : Stream.of());
    }

    /** The keys in an issuer's metadata document that the hop's node read last before the hop. */
    List<String> held(ObservedHop hop, String issuer) {
        return before(
                        hop,
                        other -> other.node().equals(hop.node())
                                && other.detail() instanceof HopDetail.Metadata read
                                && issuer.equals(read.principal() + "@" + read.realm()))
                .map(read -> read.detail() instanceof HopDetail.Metadata metadata ? metadata.keys() : null)
                .orElse(List.of());
    }

    /** The refusal of a failed call, or of its token request, from the journal of the refusing server. */
    Optional<ObservedHop> refusal(ObservedHop failed) {
        String hash = failed.token().hash();
        return before(
                failed,
                other -> other.place().traceId().equals(failed.place().traceId())
                        && (hash == null
                                ? other.kind() == HopKind.TOKEN_DENIED && isAfterCall(other, failed)
                                : other.kind() == HopKind.REFUSED
                                        && hash.equals(other.token().hash())));
    }

    /** Whether the refused token request belongs to the failed call: its node has no other failed call in between. */
    private boolean isAfterCall(ObservedHop denied, ObservedHop failed) {
        return hops.subList(position(denied), position(failed)).stream()
                .noneMatch(hop -> hop.kind() == HopKind.FAILED && hop.node().equals(failed.node()));
    }

    /** The request for a token that an authorization server answered, from the journal of the client. */
    Optional<ObservedHop> asked(ObservedHop answer) {
        return before(
                answer,
                other -> other.kind() == HopKind.TOKEN_ASKED
                        && other.place().traceId().equals(answer.place().traceId()));
    }

    /** The cmdlet that made a node read a metadata document: in the same trace, or earlier with its URL; or null. */
    @Nullable
    ObservedHop named(ObservedHop read, String address) {
        return hops.stream()
                .filter(hop -> hop.kind() == HopKind.TRUST_CHANGED && hop.node().equals(read.node()))
                .filter(hop -> hop.place().traceId().equals(read.place().traceId())
                        || (position(hop) < position(read)
                                && hop.detail() instanceof TrustChangeDetail trust
                                && trust.text().contains(address)))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /** The explanation of a hop of this history. */
    public HopReading read(ObservedHop hop) {
        return new HopExplainer(this, hop).read();
    }
}
