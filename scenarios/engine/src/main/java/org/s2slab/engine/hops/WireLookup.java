package org.s2slab.engine.hops;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.trace.WireRecord;

/** Finds the request and the response of a hop in the records of the called nodes (decision 0059). */
public record WireLookup(List<WireRecord> records) {
    /** Contains no records. */
    public static final WireLookup NONE = new WireLookup(List.of());

    public WireLookup {
        records = records.stream().sorted(Comparator.comparing(WireRecord::at)).toList();
    }

    /**
     * Reads the records of all running nodes.
     *
     * @param traceId the trace of the records, or null for all traces
     */
    public static Future<WireLookup> read(Collection<ManagedNode> nodes, @Nullable String traceId) {
        List<Future<List<WireRecord>>> asked = nodes.stream()
                .filter(node -> node.address().up())
                .map(node -> node.wire(traceId))
                .toList();
        return Future.all(asked)
                .map(done -> new WireLookup(
                        asked.stream().flatMap(one -> one.result().stream()).toList()));
    }

    /** A copy with every text changed by a function, for instance redacted. */
    public WireLookup with(UnaryOperator<String> change) {
        return new WireLookup(
                records.stream().map(record -> record.with(change)).toList());
    }

    /** The request and response of a hop; empty if the hop is not a request, or if the record was removed. */
    public Optional<WireRecord> of(ObservedHop hop) {
        return switch (hop.kind()) {
            case CHALLENGED, ACCEPTED, REFUSED, SIGNED_IN, TOKEN_ISSUED, TOKEN_DENIED ->
                records.stream()
                        .filter(record -> record.node().equals(hop.node())
                                && record.spanId().equals(hop.place().spanId())
                                && record.traceId().equals(hop.place().traceId()))
                        .findFirst();
            case ASKED -> sent(hop, WireRecord::at, record -> !hasCredential(record));
            case CALLED -> sent(hop, WireRecord::at, WireLookup::hasCredential);
            case TOKEN_ASKED -> sent(hop, WireRecord::at, WireLookup::requestsToken);
            case FAILED, METADATA_READ, METADATA_REFUSED -> sent(hop, WireRecord::until, record -> true);
            case SIGNED, REUSED, TRUST_CHANGED -> Optional.empty();
        };
    }

    /** The record of a request that the hop's node sent. Of several requests, the nearest in time is the hop's. */
    private Optional<WireRecord> sent(
            ObservedHop hop, Function<WireRecord, Instant> moment, Predicate<WireRecord> kind) {
        return records.stream()
                .filter(record -> hop.place().spanId().equals(record.parentSpanId())
                        && record.traceId().equals(hop.place().traceId())
                        && kind.test(record)
                        && hasAddress(record, hop))
                .min(Comparator.comparing(record ->
                        Duration.between(hop.place().at(), moment.apply(record)).abs()));
    }

    private static boolean hasAddress(WireRecord record, ObservedHop hop) {
        Optional<URI> address =
                hop.detail() == null ? Optional.empty() : hop.detail().address();
        return address.isEmpty()
                || (address.get().getHost() != null
                        && has(record, "host: " + address.get().getHost().toLowerCase(Locale.ROOT))
                        && record.request().line().contains(" " + address.get().getRawPath()));
    }

    private static boolean hasCredential(WireRecord record) {
        return has(record, "authorization: bearer ");
    }

    private static boolean requestsToken(WireRecord record) {
        return has(record, "content-type: application/x-www-form-urlencoded");
    }

    private static boolean has(WireRecord record, String field) {
        return record.request().headers().stream()
                .anyMatch(one -> one.toLowerCase(Locale.ROOT).startsWith(field));
    }
}
