package org.s2slab.drill.torture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.s2slab.config.UserAccount;
import org.s2slab.drill.torture.LedgerEntry.State;

/**
 * The torture run's own ledger of requests and acknowledgements. An entry is written before its request is sent, so
 * that requests without a response are also recorded.
 */
final class AcknowledgedLedger {
    /** The prefix of an item's key; a search engine treats the whole key as one word. */
    static final String KEY = "torture";

    private final long seed;
    private final Random random;
    private final Map<String, LedgerEntry> entries = new TreeMap<>();
    private final List<LedgerFinding> findings = new ArrayList<>();
    private int last;

    /** @param seed distinguishes the keys of this run from the keys of other runs */
    AcknowledgedLedger(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Adds an item before its request is sent. */
    synchronized LedgerEntry begin(TortureFeature feature, UserAccount owner, UserAccount other) {
        String key = KEY + Long.toUnsignedString(seed) + "x" + ++last;
        LedgerEntry entry = new LedgerEntry(feature, key, owner, other, State.UNANSWERED, "", false);
        entries.put(key, entry);
        return entry;
    }

    /** Replaces the entry of an item. */
    synchronized void put(LedgerEntry entry) {
        entries.put(entry.key(), entry);
    }

    synchronized void find(LedgerFinding.Kind kind, String subject, String sentence) {
        findings.add(new LedgerFinding(kind, subject, sentence));
    }

    /** Some randomly chosen entries of a feature in a state: the requested number, or fewer. */
    synchronized List<LedgerEntry> some(TortureFeature feature, State state, int requested) {
        List<LedgerEntry> fitting = new ArrayList<>(all(feature, state));
        List<LedgerEntry> drawn = new ArrayList<>();
        while (drawn.size() < requested && !fitting.isEmpty()) {
            drawn.add(fitting.remove(random.nextInt(fitting.size())));
        }
        return drawn;
    }

    /** Takes a random entry of a feature in a state and changes its state, so that no other thread takes it. */
    synchronized Optional<LedgerEntry> take(TortureFeature feature, State state, State next) {
        Optional<LedgerEntry> taken =
                some(feature, state, 1).stream().map(entry -> entry.in(next)).findFirst();
        taken.ifPresent(this::put);
        return taken;
    }

    /** All entries of a feature that are in the given state. */
    synchronized List<LedgerEntry> all(TortureFeature feature, State state) {
        return entries.values().stream()
                .filter(entry -> entry.feature() == feature && entry.state() == state)
                .toList();
    }

    synchronized Collection<LedgerEntry> all() {
        return List.copyOf(entries.values());
    }

    synchronized List<LedgerFinding> findings() {
        return List.copyOf(findings);
    }
}
