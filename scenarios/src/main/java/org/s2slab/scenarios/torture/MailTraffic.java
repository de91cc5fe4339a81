package org.s2slab.scenarios.torture;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.topology.LabClient.Answer;

/** An application with S2S tokens creates drafts for users over EWS. */
final class MailTraffic implements FeatureTraffic {
    private static final String ENVELOPE = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\""
            + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"><s:Header>"
            + "<t:RequestServerVersion Version=\"Exchange2013\"/></s:Header><s:Body>"
            + "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items><t:Message><t:Subject>%s</t:Subject>"
            + "</t:Message></m:Items></m:CreateItem></s:Body></s:Envelope>";

    private final TrafficClient client;
    private final AcknowledgedLedger ledger;
    private final ActorTokenSource tokens;
    private final AtomicInteger turn = new AtomicInteger();

    MailTraffic(TrafficClient client, AcknowledgedLedger ledger, ActorTokenSource tokens) {
        this.client = client;
        this.ledger = ledger;
        this.tokens = tokens;
    }

    @Override
    public TortureFeature feature() {
        return TortureFeature.MAIL;
    }

    @Override
    public @Nullable String use() {
        int number = turn.incrementAndGet();
        String token = tokens.tokenFor(client.person(number));
        LedgerEntry entry = ledger.begin(feature(), client.person(number), client.person(number));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", "Bearer " + token)
                .set("Content-Type", "text/xml; charset=utf-8");
        Answer answer = client.send(
                "exchange",
                HttpMethod.POST,
                "/EWS/Exchange.asmx",
                headers,
                Buffer.buffer(ENVELOPE.formatted(entry.key())));
        if (answer.status() != 200 || !answer.body().toString().contains("NoError")) {
            return TrafficClient.words(answer);
        }
        ledger.put(entry.acknowledged(entry.key(), true));
        return null;
    }
}
