package org.s2slab.drill.torture;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.s2slab.drill.torture.LedgerEntry.State;
import org.s2slab.engine.deployment.LabHttpClient.Answer;

/** Simulates conversations. Lync archives their transcripts in the mailboxes of both speakers. */
final class ConversationTraffic implements FeatureTraffic {
    private static final String PATH = "/users/me/conversations";

    private final TrafficClient client;
    private final AcknowledgedLedger ledger;
    private final AtomicInteger turn = new AtomicInteger();

    ConversationTraffic(TrafficClient client, AcknowledgedLedger ledger) {
        this.client = client;
        this.ledger = ledger;
    }

    @Override
    public TortureFeature feature() {
        return TortureFeature.ARCHIVING;
    }

    @Override
    public @Nullable String use() {
        int number = turn.incrementAndGet();
        LedgerEntry entry = ledger.begin(feature(), client.person(number), client.person(number + 1));
        JsonObject said = new JsonObject()
                .put("to", new JsonArray().add(entry.other().upn()))
                .put("message", "The orchard contract " + entry.key() + " is signed");
        Answer begun = client.send("lync", HttpMethod.POST, PATH, entry.owner(), said);
        if (begun.status() != 201) {
            return TrafficClient.words(begun);
        }
        LedgerEntry open = entry.identified(TrafficClient.json(begun).getString("id"));
        ledger.put(open);
        return end(open);
    }

    private @Nullable String end(LedgerEntry open) {
        Answer ended =
                client.send("lync", HttpMethod.POST, PATH + "/" + open.id() + "/end", open.owner(), new JsonObject());
        JsonObject archived = TrafficClient.json(ended).getJsonObject("archived", new JsonObject());
        if (ended.status() != 200 || archived.getInteger("exchange", 0) != 2) {
            return TrafficClient.words(ended);
        }
        ledger.put(open.acknowledged(open.id(), true));
        return null;
    }

    /** The conversations of which Lync has acknowledged the start, but not yet the end. */
    List<LedgerEntry> open() {
        return ledger.all(feature(), State.UNANSWERED).stream()
                .filter(entry -> !entry.id().isEmpty())
                .toList();
    }

    /**
     * Ends a conversation whose end Lync did not acknowledge. Lync acknowledged its messages, so the transcript must
     * arrive. If Lync has removed the conversation, it had already ended. Blocks the calling thread.
     *
     * @return null if the conversation has ended, otherwise the response in words
     */
    @Nullable
    String endAgain(LedgerEntry open) {
        Answer shown = client.send("lync", HttpMethod.GET, PATH + "/" + open.id(), open.owner(), null);
        if (shown.status() == 404) {
            ledger.put(open.acknowledged(open.id(), true));
            return null;
        }
        if (shown.status() != 200) {
            return TrafficClient.words(shown);
        }
        if (TrafficClient.json(shown).getString("ended") == null) {
            return end(open);
        }
        ledger.put(open.acknowledged(open.id(), true));
        return null;
    }
}
