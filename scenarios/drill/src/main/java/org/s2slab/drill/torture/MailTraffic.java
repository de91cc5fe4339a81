package org.s2slab.drill.torture;

import static org.s2slab.ews.EwsNames.m;
import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.ews.EwsCodec;
import org.s2slab.xml.XmlElement;

/** Creates drafts for users over EWS, as an application with S2S tokens. */
final class MailTraffic implements FeatureTraffic {
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
                Buffer.buffer(EwsCodec.envelope(Optional.empty(), draft(entry.key()))));
        if (answer.status() != 200 || !answer.body().toString().contains("NoError")) {
            return TrafficClient.words(answer);
        }
        ledger.put(entry.acknowledged(entry.key(), true));
        return null;
    }

    private static XmlElement draft(String subject) {
        return m("CreateItem", m("Items", t("Message", t("Subject", subject)))).with("MessageDisposition", "SaveOnly");
    }
}
