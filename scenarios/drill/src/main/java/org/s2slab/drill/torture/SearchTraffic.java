package org.s2slab.drill.torture;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.drill.torture.LedgerEntry.State;
import org.s2slab.engine.deployment.LabHttpClient.Answer;

/**
 * Searches the mailboxes of both speakers for a transcript, as an auditor on SharePoint. A search must find everything
 * that an earlier search found. When the deferred work is done, a search must find the transcript in both mailboxes.
 */
final class SearchTraffic implements FeatureTraffic {
    /** Number of searches in one case. It is limited because each search rewrites the case. */
    private static final int IN_A_CASE = 25;

    /** Number of mailboxes with a transcript: one for each speaker. */
    private static final int MAILBOXES = 2;

    private final TrafficClient client;
    private final AcknowledgedLedger ledger;
    private final String site;
    private final Map<String, Integer> seen = new HashMap<>();
    private String openCase = "";
    private int searches;

    /** @param site the path of the second person's eDiscovery centre */
    SearchTraffic(TrafficClient client, AcknowledgedLedger ledger, String site) {
        this.client = client;
        this.ledger = ledger;
        this.site = site;
    }

    @Override
    public TortureFeature feature() {
        return TortureFeature.SEARCHES;
    }

    @Override
    public synchronized @Nullable String use() {
        List<LedgerEntry> spoken = ledger.some(TortureFeature.ARCHIVING, State.ACKNOWLEDGED, 1);
        if (spoken.isEmpty()) {
            return "nothing was said yet";
        }
        return search(spoken.get(0), 0);
    }

    /**
     * Searches for a transcript that was delivered to the mailboxes of both speakers. A transcript that is not found
     * there is a finding. Blocks the calling thread.
     *
     * @return null if SharePoint answered the search, otherwise the response in words
     */
    synchronized @Nullable String searchDelivered(LedgerEntry spoken) {
        return search(spoken, MAILBOXES);
    }

    private @Nullable String search(LedgerEntry spoken, int least) {
        String problem = openCase.isEmpty() || searches % IN_A_CASE == 0 ? openCase() : null;
        return problem == null ? searchCase(spoken, least) : problem;
    }

    private @Nullable String openCase() {
        UserAccount auditor = client.person(1);
        JsonObject named = new JsonObject().put("name", "Case " + searches);
        Answer made = client.send("sharepoint", HttpMethod.POST, site + "/cases", auditor, named);
        if (made.status() != 201) {
            return TrafficClient.words(made);
        }
        String id = TrafficClient.json(made).getString("id");
        JsonArray mailboxes = new JsonArray();
        for (int i = 0; i < TorturedDeployment.PEOPLE; i++) {
            mailboxes.add(client.person(i).upn());
        }
        Answer sources = client.send(
                "sharepoint",
                HttpMethod.PUT,
                site + "/cases/" + id + "/sources",
                auditor,
                new JsonObject().put("mailboxes", mailboxes));
        if (sources.status() != 200) {
            return TrafficClient.words(sources);
        }
        openCase = id;
        return null;
    }

    private @Nullable String searchCase(LedgerEntry spoken, int least) {
        Answer answer = client.send(
                "sharepoint",
                HttpMethod.POST,
                site + "/cases/" + openCase + "/searches",
                client.person(1),
                new JsonObject().put("query", spoken.key()));
        JsonObject found = TrafficClient.json(answer);
        if (answer.status() != 201
                || !found.getJsonArray("failed", new JsonArray()).isEmpty()) {
            return TrafficClient.words(answer);
        }
        searches++;
        compare(spoken.key(), found.getInteger("items", 0), least);
        return null;
    }

    private void compare(String key, int items, int least) {
        int before = seen.getOrDefault(key, 0);
        if (items > MAILBOXES) {
            ledger.find(
                    LedgerFinding.Kind.DOUBLED,
                    feature().words(),
                    key + " was found in " + items + " items, " + MAILBOXES + " mailboxes");
        }
        if (items < before) {
            ledger.find(
                    LedgerFinding.Kind.LOST,
                    feature().words(),
                    key + " was found in " + items + " items, earlier in " + before);
        } else if (items < least) {
            ledger.find(
                    LedgerFinding.Kind.LOST,
                    feature().words(),
                    key + " was found in " + items + " items, it was delivered to " + least + " mailboxes");
        }
        seen.put(key, Math.max(before, items));
    }
}
