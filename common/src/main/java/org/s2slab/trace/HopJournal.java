package org.s2slab.trace;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** The journal of this node: its latest hops in bounded memory, the newest last. Few classes write to it. */
public final class HopJournal {
    /** Maximum number of hops. The oldest are removed first. A long scenario makes hundreds. */
    public static final int CAPACITY = 10_000;

    /** Maximum number of hops with the content of a token: some ten megabytes. */
    private static final int MOST_OPENED = 1_000;

    private final String node;
    private final Clock clock;
    private final Deque<Hop> hops = new ArrayDeque<>();
    private final Map<Long, Supplier<TokenInspection>> opened = new LinkedHashMap<>();
    private final Map<HopKind, HopDetail> details = new EnumMap<>(HopKind.class);
    private final Map<Long, AcceptedToken> undecided = new HashMap<>();
    private final WireJournal wire;
    private final LabelledCounters counters;
    private final SpanObserver spans;
    private long written;

    public HopJournal(String node, Clock clock) {
        this(node, clock, new LabelledCounters(), SpanObserver.NONE);
    }

    /** @param counters count the hops by kind, code and rule */
    public HopJournal(String node, Clock clock, LabelledCounters counters, SpanObserver spans) {
        this.node = node;
        this.clock = clock;
        this.wire = new WireJournal(node, clock);
        this.counters = counters;
        this.spans = spans;
    }

    /** Receives the hops and the requests of this node. */
    public SpanObserver spans() {
        return spans;
    }

    /** The requests and responses behind the hops. */
    public WireJournal wire() {
        return wire;
    }

    /** Records one hop; see {@link Hop} for the meaning of each value. */
    public void record(
            HopKind kind,
            String peer,
            CallContext context,
            @Nullable String rule,
            @Nullable HopDetail detail,
            @Nullable String tokenHash) {
        record(kind, peer, context, rule, detail, tokenHash, null);
    }

    /** Records a refusal with its code, its rule and its detail. The other values are as in {@link #record}. */
    public void refused(
            HopKind kind,
            String peer,
            CallContext context,
            Refusal refusal,
            @Nullable String tokenHash,
            @Nullable Supplier<TokenInspection> token) {
        write(kind, peer, context, refusal.code(), refusal.rule(), HopDetail.of(refusal), tokenHash, token);
    }

    /**
     * Records a hop with the content of its token.
     *
     * @param token parses the token when the journal is read; its result must not be usable as a token; null without a
     *     token
     */
    public void record(
            HopKind kind,
            String peer,
            CallContext context,
            @Nullable String rule,
            @Nullable HopDetail detail,
            @Nullable String tokenHash,
            @Nullable Supplier<TokenInspection> token) {
        write(kind, peer, context, null, rule, detail, tokenHash, token);
    }

    /**
     * Delays the hop of an accepted token until {@link #admitted} is called, the request makes a call of its own, or a
     * later rule refuses the request. A refused request has only the hop of its refusal, which also shows the token.
     */
    public synchronized void accepted(
            String peer, CallContext context, @Nullable String tokenHash, @Nullable Supplier<TokenInspection> token) {
        undecided.put(context.trace().span(), new AcceptedToken(clock.instant(), peer, context, tokenHash, token));
    }

    /** Records that a request was admitted, if its token was accepted and the request is undecided. */
    public synchronized void admitted(CallContext context) {
        admitted(context.trace().span());
    }

    private void admitted(long span) {
        AcceptedToken accepted = undecided.remove(span);
        if (accepted != null) {
            write(
                    accepted.at(),
                    HopKind.ACCEPTED,
                    accepted.peer(),
                    accepted.context(),
                    null,
                    null,
                    null,
                    accepted.tokenHash(),
                    accepted.token());
        }
    }

    /** Whether the token of a request was accepted, and the request is neither admitted nor refused. */
    public synchronized boolean isUndecided(CallContext context) {
        return undecided.containsKey(context.trace().span());
    }

    private synchronized void write(
            HopKind kind,
            String peer,
            CallContext context,
            @Nullable RefusalCode code,
            @Nullable String rule,
            @Nullable HopDetail detail,
            @Nullable String tokenHash,
            @Nullable Supplier<TokenInspection> token) {
        admitted(context.trace().parent());
        AcceptedToken own =
                kind == HopKind.REFUSED ? undecided.remove(context.trace().span()) : null;
        write(
                clock.instant(),
                kind,
                peer,
                context,
                code,
                rule,
                detail,
                tokenHash,
                own == null ? token : own.refusedWith(token));
    }

    private void write(
            Instant at,
            HopKind kind,
            String peer,
            CallContext context,
            @Nullable RefusalCode code,
            @Nullable String rule,
            @Nullable HopDetail detail,
            @Nullable String tokenHash,
            @Nullable Supplier<TokenInspection> token) {
        var user = context.user();
        Hop hop = new Hop(
                new Hop.Entry(++written, at, node),
                kind,
                peer,
                user == null ? null : user.label(),
                code,
                rule,
                once(kind, detail),
                tokenHash,
                new Hop.Cause(context.trace(), context.links(), context.requestId()),
                null);
        hops.addLast(hop);
        counters.increment(kind.name(), code == null ? "" : code.name(), rule == null ? "" : rule);
        spans.hop(hop);
        if (hops.size() > CAPACITY) {
            hops.removeFirst();
        }
        if (token != null) {
            opened.put(written, token);
            if (opened.size() > MOST_OPENED) {
                opened.remove(opened.keySet().iterator().next());
            }
        }
    }

    /** Stores equal successive details of one kind once, because under load most are equal. */
    private @Nullable HopDetail once(HopKind kind, @Nullable HopDetail detail) {
        if (detail == null) {
            return null;
        }
        HopDetail last = details.get(kind);
        if (detail.equals(last)) {
            return last;
        }
        details.put(kind, detail);
        return detail;
    }

    /** The number of discarded hops with a sequence above {@code after}. */
    public synchronized long lost(long after) {
        return Math.max(0, written - hops.size() - after);
    }

    /** The hops with a sequence above a number, of one trace with the later hops that it caused, or of all traces. */
    public List<Hop> since(long after, @Nullable String traceId) {
        return since(after, traceId, EnumSet.allOf(HopKind.class), CAPACITY);
    }

    /** The first hops of {@link #since(long, String)} that have one of these kinds. */
    public List<Hop> since(long after, @Nullable String traceId, Set<HopKind> kinds, int most) {
        // The tokens are parsed outside the lock, so that readers do not delay calls.
        return matching(after, traceId, kinds).stream()
                .limit(most)
                .map(Written::shown)
                .toList();
    }

    private record Written(Hop hop, @Nullable Supplier<TokenInspection> token) {
        Hop shown() {
            return hop.shown(token == null ? null : token.get());
        }
    }

    private synchronized List<Written> matching(long after, @Nullable String traceId, Set<HopKind> kinds) {
        List<Written> found = new ArrayList<>();
        for (Hop hop : hops) {
            if (hop.entry().sequence() > after
                    && kinds.contains(hop.kind())
                    && (traceId == null || hop.isOf(traceId))) {
                found.add(new Written(hop, opened.get(hop.entry().sequence())));
            }
        }
        return found;
    }
}
