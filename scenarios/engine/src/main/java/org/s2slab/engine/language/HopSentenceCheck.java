package org.s2slab.engine.language;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.HopSentence;
import org.s2slab.identity.Guid;
import org.s2slab.trace.HopKind;

/** Checks that an expected or forbidden hop can happen in the topology. Otherwise, the sentence has no effect. */
final class HopSentenceCheck {
    /** The hops that only an authorization server writes to its journal: no other server issues or denies tokens. */
    private static final Set<HopKind> BY_AUTHORIZATION_SERVERS = EnumSet.of(HopKind.TOKEN_ISSUED, HopKind.TOKEN_DENIED);

    /** The hops that every server writes to its journal. */
    private static final Set<HopKind> BY_ALL = EnumSet.of(HopKind.REFUSED, HopKind.TRUST_CHANGED, HopKind.SIGNED_IN);

    /** The hops in which a node knows the other server only by a host name. */
    private static final Set<HopKind> BY_HOST = EnumSet.of(HopKind.ASKED, HopKind.FAILED, HopKind.METADATA_REFUSED);

    private static final List<String> RULES = RuleCatalog.all().stream()
            .map(RuleCatalog.Entry::id)
            .distinct()
            .sorted()
            .toList();

    private final Topology plan;
    private final DeploymentNames names;
    private final String mentioned;

    /** @param mentioned the text of all steps, which may name people, hosts and applications outside of the topology */
    HopSentenceCheck(Topology plan, String mentioned) {
        this.plan = plan;
        this.names = new DeploymentNames(plan);
        this.mentioned = mentioned.toLowerCase(Locale.ROOT);
    }

    /** The problem of a rule's id, if the check-list has no such rule. */
    static Optional<String> rule(String id) {
        return RULES.contains(id)
                ? Optional.empty()
                : Optional.of("there is no rule '" + id + "'; docs/generated/checks.md lists the rules"
                        + NearestName.hint(id, RULES));
    }

    /** Every problem of a sentence. */
    List<String> problems(HopSentence sentence) {
        if (sentence.toString().contains("${")) {
            return List.of("'" + sentence + "': a sentence about a hop takes no variables");
        }
        Stream<Optional<String>> found = Stream.of(
                names.node(sentence.node()),
                kind(sentence),
                asked(sentence.peer()).flatMap(peer -> peer(sentence.kind(), peer)),
                asked(sentence.resource()).flatMap(names::node),
                asked(sentence.user()).flatMap(this::user),
                asked(sentence.rule()).flatMap(HopSentenceCheck::rule));
        return found.flatMap(Optional::stream)
                .distinct()
                .map(problem -> "'" + sentence + "': " + problem)
                .toList();
    }

    private static Optional<String> asked(@Nullable String name) {
        return Optional.ofNullable(name);
    }

    private Optional<String> kind(HopSentence sentence) {
        List<NodePlan> nodes = plan.pools().named(sentence.node());
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        NodePlan node = nodes.get(0);
        boolean isServer = node.role().equals("authz");
        boolean possible =
                BY_ALL.contains(sentence.kind()) || isServer == BY_AUTHORIZATION_SERVERS.contains(sentence.kind());
        return possible
                ? Optional.empty()
                : Optional.of("this never happens at '" + sentence.node() + "', "
                        + (isServer
                                ? "an authorization server, which only signs people in, and issues and refuses tokens"
                                : "which is no authorization server"));
    }

    private Optional<String> peer(HopKind kind, String peer) {
        boolean isElsewhere =
                BY_HOST.contains(kind) ? peer.contains(".") && !names.hosts().contains(peer) : Guid.isLowerCase(peer);
        if (peer.equals(HopSentence.OUTSIDER) || (isElsewhere && isMentioned(peer))) {
            return Optional.empty();
        }
        return names.node(peer);
    }

    /** Checks a user. Forged tokens and cmdlets may name users outside of the topology. */
    private Optional<String> user(String user) {
        return isMentioned(user) ? Optional.empty() : names.person(user);
    }

    private boolean isMentioned(String name) {
        return mentioned.contains(name.toLowerCase(Locale.ROOT));
    }
}
