package org.s2slab.diagnosis.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.product.TrustState;
import org.s2slab.identity.PrincipalId;
import org.s2slab.token.TokenIssuer;

/** Checks whether the nodes respond, whether their clocks agree, and whether they have the product's service name. */
final class ReachabilityCheck {
    /** The clock skew that a validator allows at each end of a token's lifetime. */
    static final Duration SKEW = Duration.ofMinutes(5);

    /** The lifetime of an assertion for an authorization server. */
    private static final Duration ASSERTION = Duration.ofMinutes(5);

    private ReachabilityCheck() {}

    /** The faults for nodes that do not respond. Nothing else can then be checked. */
    static List<TrustFault> unreachable(ServerPair pair) {
        NodeAddress authz = pair.world().authz();
        boolean noServer = pair.kind() == TrustEdge.Kind.AUTHORIZATION_SERVER
                && pair.world().authzNow() == null;
        return Stream.concat(
                        Stream.of(pair.caller(), pair.resource())
                                .filter(node -> !node.answers())
                                .map(TrustState::address),
                        Stream.ofNullable(noServer ? authz : null))
                .map(node -> TrustFault.now(
                        FaultCode.NODE_UNREACHABLE,
                        node.label() + " does not respond to its administrator",
                        List.of(new CmdletFix(node.name(), "# start the node " + node.name()))))
                .toList();
    }

    static List<TrustFault> of(ServerPair pair) {
        List<TrustFault> faults = new ArrayList<>();
        Clock caller = clock(pair, pair.caller().address(), pair.caller().now());
        Clock resource = clock(pair, pair.resource().address(), pair.resource().now());
        NodeAddress authz = pair.world().authz();
        Instant time = pair.world().authzNow();
        skew(pair, caller, resource, TokenIssuer.OUTER_LIFETIME).ifPresent(faults::add);
        if (pair.kind() == TrustEdge.Kind.AUTHORIZATION_SERVER && authz != null && time != null) {
            Clock server = clock(pair, authz, time);
            skew(pair, caller, server, ASSERTION).ifPresent(faults::add);
            skew(pair, server, resource, TokenIssuer.ACTOR_LIFETIME).ifPresent(faults::add);
        }
        Stream.of(pair.caller(), pair.resource()).forEach(node -> renamed(node).ifPresent(faults::add));
        return faults.stream().distinct().toList();
    }

    /**
     * The clock of a node.
     *
     * @param label the name of the node for people
     * @param ahead the time by which the node's clock is ahead of its machine's clock; empty if not observed
     */
    record Clock(String node, String label, Instant now, Optional<Duration> ahead) {}

    private static Clock clock(ServerPair pair, NodeAddress node, @Nullable Instant now) {
        return new Clock(
                node.name(),
                node.label(),
                Objects.requireNonNull(now),
                pair.world().ahead(node.name()));
    }

    /** A fault if a token of one node is not valid yet, or no longer valid, by the clock of the other node. */
    private static Optional<TrustFault> skew(ServerPair pair, Clock maker, Clock taker, Duration life) {
        Duration ahead = Duration.between(taker.now(), maker.now());
        if (ahead.compareTo(SKEW) <= 0 && ahead.negated().compareTo(life.plus(SKEW)) <= 0) {
            return Optional.empty();
        }
        return Optional.of(new SkewFault(pair.world().now(), maker, taker).fault());
    }

    /** A time span in PowerShell's notation. */
    static String timeSpan(Duration by) {
        Duration length = by.abs();
        return (by.isNegative() ? "-" : "")
                + (length.toDays() == 0 ? "" : length.toDays() + ".")
                + "%02d:%02d:%02d".formatted(length.toHoursPart(), length.toMinutesPart(), length.toSecondsPart());
    }

    private static Optional<TrustFault> renamed(TrustState node) {
        @Nullable PrincipalId self = node.self();
        if (self == null || self.id().equals(node.application())) {
            return Optional.empty();
        }
        return Optional.of(TrustFault.now(
                FaultCode.SERVICE_NAME_CHANGED,
                "the service name of " + node.label() + " is '" + self.id() + "', but its partners have '"
                        + node.application() + "'",
                node.product().setServiceName(node.application())));
    }
}
