package org.s2slab.drill.torture;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.s2slab.drill.torture.LedgerEntry.State;
import org.s2slab.engine.deployment.LabHttpClient.Answer;

/** Adds contacts through Lync to lists that are stored in Exchange, and removes some of them. */
final class ContactTraffic implements FeatureTraffic {
    private static final String PATH = "/users/me/contacts";

    /** Maximum number of contacts at the same time, because each change reads the whole list. */
    private static final int STANDING = 80;

    private final TrafficClient client;
    private final AcknowledgedLedger ledger;
    private final AtomicInteger turn = new AtomicInteger();

    ContactTraffic(TrafficClient client, AcknowledgedLedger ledger) {
        this.client = client;
        this.ledger = ledger;
    }

    @Override
    public TortureFeature feature() {
        return TortureFeature.CONTACTS;
    }

    @Override
    public @Nullable String use() {
        int number = turn.incrementAndGet();
        boolean removes =
                number % 3 == 0 || ledger.all(feature(), State.ACKNOWLEDGED).size() >= STANDING;
        Optional<LedgerEntry> removed =
                removes ? ledger.take(feature(), State.ACKNOWLEDGED, State.REMOVAL_UNANSWERED) : Optional.empty();
        return removed.isPresent() ? remove(removed.get()) : add(number);
    }

    private @Nullable String add(int number) {
        LedgerEntry entry = ledger.begin(feature(), client.person(number), client.person(number));
        String address = entry.key() + "@partner.example";
        JsonObject contact = new JsonObject().put("sip", address).put("name", entry.key());
        Answer answer = client.send("lync", HttpMethod.POST, PATH, entry.owner(), contact);
        if (answer.status() != 201) {
            return TrafficClient.words(answer);
        }
        ledger.put(entry.acknowledged(address, true));
        return null;
    }

    private @Nullable String remove(LedgerEntry entry) {
        Answer answer = client.send("lync", HttpMethod.DELETE, PATH + "/" + entry.id(), entry.owner(), null);
        if (answer.status() / 100 != 2) {
            return TrafficClient.words(answer);
        }
        ledger.put(entry.in(State.ABSENT));
        return null;
    }
}
