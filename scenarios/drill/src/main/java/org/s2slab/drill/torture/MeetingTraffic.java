package org.s2slab.drill.torture;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.s2slab.drill.torture.LedgerEntry.State;
import org.s2slab.engine.deployment.LabHttpClient.Answer;

/** Books online meetings in a site's calendar or in a mailbox, and cancels some of them. */
final class MeetingTraffic implements FeatureTraffic {
    /** Time until the meetings, which is longer than any movement of the clocks. */
    private static final Duration AHEAD = Duration.ofDays(30);

    private final TrafficClient client;
    private final AcknowledgedLedger ledger;
    private final TortureFeature feature;
    private final String role;
    private final String path;
    private final Instant start;
    private final AtomicInteger turn = new AtomicInteger();

    private MeetingTraffic(
            TrafficClient client,
            AcknowledgedLedger ledger,
            TortureFeature feature,
            String role,
            String path,
            Instant now) {
        this.client = client;
        this.ledger = ledger;
        this.feature = feature;
        this.role = role;
        this.path = path;
        this.start = now.plus(AHEAD).truncatedTo(ChronoUnit.HOURS);
    }

    /** Books meetings in a site's calendar; the first person books all of them. */
    static MeetingTraffic onSite(TrafficClient client, AcknowledgedLedger ledger, String site, Instant now) {
        return new MeetingTraffic(client, ledger, TortureFeature.SITE_MEETINGS, "sharepoint", site + "/meetings", now);
    }

    /** Books meetings in mailboxes. */
    static MeetingTraffic inMailboxes(TrafficClient client, AcknowledgedLedger ledger, Instant now) {
        return new MeetingTraffic(client, ledger, TortureFeature.MAILBOX_MEETINGS, "exchange", "/owa/meetings", now);
    }

    @Override
    public TortureFeature feature() {
        return feature;
    }

    @Override
    public @Nullable String use() {
        int number = turn.incrementAndGet();
        Optional<LedgerEntry> off =
                number % 3 == 0 ? ledger.take(feature, State.ACKNOWLEDGED, State.REMOVAL_UNANSWERED) : Optional.empty();
        return off.isPresent() ? callOff(off.get()) : book(number);
    }

    private @Nullable String book(int number) {
        int owner = feature == TortureFeature.SITE_MEETINGS ? 0 : number;
        LedgerEntry entry = ledger.begin(feature, client.person(owner), client.person(owner + 1 + number % 2));
        JsonObject requested = new JsonObject()
                .put("subject", entry.key())
                .put("start", start.toString())
                .put("end", start.plusSeconds(3600).toString())
                .put("attendees", new JsonArray().add(entry.other().upn()));
        Answer answer = client.send(role, HttpMethod.POST, path, entry.owner(), requested);
        JsonObject made = TrafficClient.json(answer);
        if (Boolean.FALSE.equals(made.getValue("booked"))) {
            ledger.put(entry.in(State.ABSENT));
            return TrafficClient.words(answer);
        }
        if (answer.status() / 100 != 2) {
            return TrafficClient.words(answer);
        }
        boolean inMailboxes = feature == TortureFeature.MAILBOX_MEETINGS
                || made.getJsonObject("exchange", new JsonObject()).getBoolean("done", false);
        ledger.put(entry.acknowledged(made.getString("id"), inMailboxes));
        return null;
    }

    private @Nullable String callOff(LedgerEntry entry) {
        Answer answer = client.send(role, HttpMethod.DELETE, path + "/" + entry.id(), entry.owner(), null);
        if (answer.status() / 100 != 2 || !TrafficClient.json(answer).getBoolean("cancelled", false)) {
            return TrafficClient.words(answer);
        }
        ledger.put(entry.in(State.ABSENT));
        return null;
    }
}
