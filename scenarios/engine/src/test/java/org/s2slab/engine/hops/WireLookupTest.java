package org.s2slab.engine.hops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.WireMessage;
import org.s2slab.trace.WireRecord;

/** Tests a call of Lync that sends several requests with the same span: each hop shows its own request. */
class WireLookupTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CALL = "aaaaaaaaaaaaaaaa";
    private static final String EWS = "https://exchange.contoso.com/EWS/Exchange.asmx";

    private static final WireRecord ASKED =
            record("exchange", "b1", 10, "Authorization: Bearer", "POST /EWS/Exchange.asmx");
    private static final WireRecord METADATA =
            record("authz", "b2", 20, "Accept: application/json", "GET /metadata/json/1");
    private static final WireRecord TOKEN =
            record("authz", "b3", 30, "Content-Type: application/x-www-form-urlencoded", "POST /tokens/OAuth/2");
    private static final WireRecord REFUSED =
            record("exchange", "b4", 40, "authorization: Bearer eyJ", "POST /EWS/Exchange.asmx");
    private static final WireRecord ACCEPTED =
            record("exchange", "b5", 50, "Authorization: Bearer eyJ", "POST /EWS/Exchange.asmx");

    private final WireLookup wire = new WireLookup(List.of(ACCEPTED, REFUSED, TOKEN, METADATA, ASKED));

    private static WireRecord record(String node, String span, int at, String field, String line) {
        Instant begun = START.plusMillis(at);
        WireMessage request =
                new WireMessage(line + " HTTP/1.1", List.of("Host: " + node + ".contoso.com", field), "", null);
        WireMessage response = new WireMessage("HTTP/1.1 200 OK", List.of(), "", null);
        return new WireRecord(node, "trace", span, CALL, begun, begun.plusMillis(5), request, response);
    }

    private Optional<WireRecord> of(HopKind kind, String node, String span, int at, @Nullable HopDetail detail) {
        return wire.of(new ObservedHop(
                new ObservedHop.Place(START.plusMillis(at), "trace", span),
                kind,
                node,
                new ObservedHop.Peers(null, null),
                null,
                null,
                null,
                detail,
                ObservedToken.NONE,
                HopOrigin.of(List.of())));
    }

    @Test
    void findsTheRequestOfTheCalledNodesHopByItsSpan() {
        assertThat(of(HopKind.CHALLENGED, "exchange", "b1", 12, null)).contains(ASKED);
        assertThat(of(HopKind.TOKEN_ISSUED, "authz", "b3", 31, null)).contains(TOKEN);
        assertThat(of(HopKind.REFUSED, "exchange", "b4", 41, null)).contains(REFUSED);
        assertThat(of(HopKind.ACCEPTED, "exchange", "b6", 51, null)).isEmpty();
        assertThat(of(HopKind.ACCEPTED, "lync", "b5", 51, null)).isEmpty();
    }

    @Test
    void findsTheRequestOfTheCallersHopByKindAddressAndTime() {
        HopDetail call = new HopDetail.Call("POST", EWS);
        assertThat(of(
                        HopKind.METADATA_READ,
                        "lync",
                        CALL,
                        26,
                        new HopDetail.Metadata("https://authz.contoso.com/metadata/json/1")))
                .contains(METADATA);
        assertThat(of(
                        HopKind.TOKEN_ASKED,
                        "lync",
                        CALL,
                        19,
                        new HopDetail.TokenFor("x/exchange.contoso.com@contoso.com")))
                .contains(TOKEN);
        assertThat(of(HopKind.CALLED, "lync", CALL, 9, call)).contains(REFUSED);
        assertThat(of(HopKind.CALLED, "lync", CALL, 39, call)).contains(REFUSED);
        assertThat(of(HopKind.CALLED, "lync", CALL, 49, call)).contains(ACCEPTED);
        assertThat(of(
                        HopKind.CALLED,
                        "lync",
                        CALL,
                        49,
                        new HopDetail.Call("GET", "https://sharepoint.contoso.com/_api/web")))
                .isEmpty();
        assertThat(of(HopKind.SIGNED, "lync", CALL, 9, null)).isEmpty();
    }
}
