package org.s2slab.drill.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.s2slab.config.UserAccount;
import org.s2slab.drill.torture.LedgerEntry.State;

class AcknowledgedLedgerTest {
    private static final int THREADS = 4;
    private static final int ENTRIES = 2000;
    private static final UserAccount ANNA = new UserAccount(
            "Anna", "anna@contoso.com", List.of("anna@contoso.com"), null, null, "Passw0rd!", true, null, null);

    @Test
    void nobodyDrawsWhatAnotherHasTaken() {
        AcknowledgedLedger ledger = new AcknowledgedLedger(1);
        for (int i = 0; i < ENTRIES; i++) {
            LedgerEntry entry = ledger.begin(TortureFeature.CONTACTS, ANNA, ANNA);
            ledger.put(entry.acknowledged(entry.key(), true));
        }
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<CompletableFuture<List<String>>> takers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            takers.add(CompletableFuture.supplyAsync(() -> takeAll(ledger, start), threads));
        }
        List<String> taken =
                takers.stream().flatMap(taker -> taker.join().stream()).toList();
        threads.shutdown();

        assertThat(taken).hasSize(ENTRIES).doesNotHaveDuplicates();
        assertThat(ledger.all(TortureFeature.CONTACTS, State.REMOVAL_UNANSWERED))
                .hasSize(ENTRIES);
    }

    private static List<String> takeAll(AcknowledgedLedger ledger, CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        List<String> keys = new ArrayList<>();
        Optional<LedgerEntry> next = take(ledger);
        while (next.isPresent()) {
            keys.add(next.get().key());
            next = take(ledger);
        }
        return keys;
    }

    private static Optional<LedgerEntry> take(AcknowledgedLedger ledger) {
        return ledger.take(TortureFeature.CONTACTS, State.ACKNOWLEDGED, State.REMOVAL_UNANSWERED);
    }
}
