package org.s2slab.telemetry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.SpanObserver.Exchange;
import org.s2slab.trace.SpanObserver.Side;
import org.s2slab.trace.TraceParent;

/** A place in a trace with its requests and its hops so far. The lock of the collector guards it until its end. */
final class OpenSpan {
    /** Maximum number of hops and of links of one span; a batch of deferred work has dozens. */
    private static final int MOST = 128;

    private static final Set<HopKind> OF_SERVER = EnumSet.of(
            HopKind.CHALLENGED,
            HopKind.ACCEPTED,
            HopKind.REFUSED,
            HopKind.TOKEN_ISSUED,
            HopKind.TOKEN_DENIED,
            HopKind.SIGNED_IN);

    private static final Set<HopKind> OF_CLIENT =
            EnumSet.of(HopKind.ASKED, HopKind.SIGNED, HopKind.REUSED, HopKind.TOKEN_ASKED, HopKind.CALLED);

    /** A hop with its time by the machine's clock. */
    record Noted(Hop hop, Instant at) {}

    final TraceParent place;
    final Instant begun;
    final List<Noted> hops = new ArrayList<>();
    final Set<TraceParent> links = new LinkedHashSet<>();
    private final @Nullable OpenSpan owner;
    Instant last;
    int lost;
    int status;

    @Nullable
    Exchange exchange;

    @Nullable
    String operation;

    private int running;
    private int children;
    private boolean isParent;

    /** @param owner the span of this node that contains this span, or null */
    OpenSpan(TraceParent place, Instant now, @Nullable OpenSpan owner) {
        this.place = place;
        this.begun = now;
        this.last = now;
        this.owner = owner;
        if (owner != null) {
            owner.children++;
            owner.isParent = true;
        }
    }

    void add(Hop hop, Instant now) {
        last = now;
        link(hop.cause().links());
        if (hops.size() < MOST) {
            hops.add(new Noted(hop, now));
        } else {
            lost++;
        }
    }

    void link(List<TraceParent> causes) {
        causes.stream().limit((long) MOST - links.size()).forEach(links::add);
    }

    /** Adds a request. A request that the node sends while it serves another request does not replace that request. */
    void begin(Exchange request, Instant now) {
        running++;
        last = now;
        if (exchange == null || exchange.side() == request.side()) {
            exchange = request;
        }
    }

    void end(Exchange request, int answered, @Nullable String performed, Instant now) {
        running--;
        last = now;
        if (request.equals(exchange)) {
            status = answered;
            operation = performed;
        }
    }

    /** Whether nothing more is expected: no request runs, and nothing happened since a moment. */
    boolean isOver(Instant quietSince) {
        return running == 0 && children == 0 && !last.isAfter(quietSince);
    }

    /** Ends the span, so that the span that contains it can end. */
    void close() {
        if (owner != null) {
            owner.children--;
            owner.last = last.isAfter(owner.last) ? last : owner.last;
        }
    }

    /** Whether a reader needs the span. Most requests of administrators only read, and have no hops. */
    boolean isWanted() {
        return exchange == null || exchange.side() != Side.MANAGED || isParent || !hops.isEmpty();
    }

    boolean isServer() {
        return exchange != null ? exchange.side() != Side.SENT : has(OF_SERVER);
    }

    boolean isClient() {
        return exchange != null ? exchange.side() == Side.SENT : has(OF_CLIENT);
    }

    private boolean has(Set<HopKind> kinds) {
        return hops.stream().anyMatch(noted -> kinds.contains(noted.hop().kind()));
    }
}
