package org.s2slab.engine.hops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.hops.HopFolding.Run;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;

class HopFoldingTest {
    private static final String ANNA = "anna@contoso.com";

    private final List<ObservedHop> hops = new ArrayList<>();

    @Test
    void foldsCallsWithOneTokenExceptTheFirst() {
        hop(HopKind.SIGNED, "lync", "/a", "t1");
        calls(13, "t1");
        assertThat(HopFolding.of(hops)).containsExactly(new Run(4, 39, 3));
        assertThat(HopFolding.of(hops).get(0).times()).isEqualTo(12);
    }

    @Test
    void growsARunWithEachRepetition() {
        calls(3, "t1");
        HopFolding folding = new HopFolding();
        List<Run> told = new ArrayList<>();
        hops.forEach(hop -> told.add(folding.add(hop)));
        assertThat(told).containsExactly(null, null, null, null, null, new Run(3, 5, 3), null, null, new Run(3, 8, 3));
    }

    @Test
    void leavesAnIncompleteRepetitionOut() {
        calls(2, "t1");
        hop(HopKind.REUSED, "lync", "/a", "t1");
        hop(HopKind.SIGNED, "lync", "/a", "t2");
        assertThat(HopFolding.of(hops)).containsExactly(new Run(3, 5, 3));
    }

    @Test
    void needsThreeHopsForARow() {
        for (int i = 0; i < 3; i++) {
            hop(HopKind.CALLED, "lync", "/a", "t1");
        }
        assertThat(HopFolding.of(hops)).isEmpty();
        hop(HopKind.CALLED, "lync", "/a", "t1");
        assertThat(HopFolding.of(hops)).containsExactly(new Run(1, 3, 1));
    }

    @Test
    void neverFoldsAnotherTokenAnotherPathOrAnotherOutcome() {
        calls(1, "t1");
        calls(1, "t2");
        hop(HopKind.REUSED, "lync", "/a", "t2");
        hop(HopKind.CALLED, "lync", "/b", "t2");
        hop(HopKind.ACCEPTED, "exchange", "/b", "t2");
        hop(HopKind.REUSED, "lync", "/a", "t2");
        hop(HopKind.CALLED, "lync", "/b", "t2");
        hop(HopKind.FAILED, "exchange", "/b", "t2");
        assertThat(HopFolding.of(hops)).isEmpty();
    }

    @Test
    void neverFoldsARefusalOrAChallenge() {
        for (HopKind kind : List.of(
                HopKind.REFUSED,
                HopKind.CHALLENGED,
                HopKind.FAILED,
                HopKind.TOKEN_DENIED,
                HopKind.METADATA_REFUSED,
                HopKind.TRUST_CHANGED)) {
            for (int i = 0; i < 5; i++) {
                hop(kind, "exchange", "/a", "t1");
            }
        }
        assertThat(HopFolding.of(hops)).isEmpty();
    }

    @Test
    void beginsAnewAfterARefusal() {
        calls(2, "t1");
        hop(HopKind.REFUSED, "exchange", "/a", "t1");
        calls(2, "t1");
        assertThat(HopFolding.of(hops)).containsExactly(new Run(3, 5, 3), new Run(10, 12, 3));
    }

    /** Each repeated change of an administrator, who disables and enables a partner several times, stays visible. */
    @Test
    void neverFoldsOverAChangeOfTrust() {
        for (int i = 0; i < 6; i++) {
            calls(1, "t1");
            hop(HopKind.TRUST_CHANGED, "exchange", "/a", "t1");
        }
        assertThat(HopFolding.of(hops)).isEmpty();
    }

    private void calls(int times, String token) {
        for (int i = 0; i < times; i++) {
            hop(HopKind.REUSED, "lync", "/a", token);
            hop(HopKind.CALLED, "lync", "/a", token);
            hop(HopKind.ACCEPTED, "exchange", "/a", token);
        }
    }

    private void hop(HopKind kind, String node, String path, String token) {
        String peer = node.equals("lync") ? "exchange" : "lync";
        hops.add(new ObservedHop(
                new ObservedHop.Place(Instant.EPOCH.plusMillis(hops.size()), "trace", "span" + hops.size()),
                kind,
                node,
                new ObservedHop.Peers(peer, null),
                null,
                ANNA,
                null,
                new HopDetail.Call("POST", "https://exchange.contoso.com" + path),
                new ObservedToken(token, null, List.of(), null),
                HopOrigin.of(List.of())));
    }
}
