package org.s2slab.lync.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.client.PartnerResponse;
import org.s2slab.ews.EwsCodec;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Which refusal each answer of Exchange is to Lync: what is tried again later, and what is given up. */
class LyncFailureMappingTest {
    private static final LyncFailureMapping LYNC = new LyncFailureMapping();

    private static PartnerResponse answer(int status, String body) {
        return new PartnerResponse(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body));
    }

    private static String envelope(String content) {
        return "<s:Envelope xmlns:s='urn:s'><s:Body>" + content + "</s:Body></s:Envelope>";
    }

    private static String fault(String code) {
        return envelope(
                "<s:Fault><faultcode>a:" + code + "</faultcode><faultstring>No.</faultstring><detail><ResponseCode>"
                        + code + "</ResponseCode></detail></s:Fault>");
    }

    @ParameterizedTest
    @CsvSource({
        "ErrorServerBusy, UNAVAILABLE",
        "ErrorMailboxStoreUnavailable, UNAVAILABLE",
        "ErrorMailboxMoveInProgress, UNAVAILABLE",
        "ErrorInternalServerTransientError, UNAVAILABLE",
        "ErrorTimeoutExpired, UNAVAILABLE",
        "ErrorInternalServerError, PARTNER_REFUSED",
        "ErrorAccessDenied, PARTNER_REFUSED",
        "ErrorItemNotFound, NOT_FOUND",
        "ErrorImGroupDisplayNameAlreadyExists, CONFLICT",
        "ErrorMessageSizeExceeded, PARAMETER_INVALID"
    })
    void takesACodeForTheSameInAFaultAndInAMessage(String code, RefusalCode expected) {
        assertThatThrownBy(() -> EwsCodec.responses(answer(500, fault(code)), LYNC))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(expected);
                    assertThat(refusal.detail()).isEqualTo(code + ": No.");
                });
        String message = envelope("<m:R xmlns:m='urn:m'><m:ResponseMessages><m:M ResponseClass='Success'/>"
                + "<m:M ResponseClass='Error'><m:MessageText>No.</m:MessageText><m:ResponseCode>" + code
                + "</m:ResponseCode></m:M></m:ResponseMessages></m:R>");
        var answers = EwsCodec.responses(answer(200, message), LYNC);
        assertThat(answers.get(0).succeeded()).isTrue();
        assertThat(answers.get(1).cause())
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(expected));
    }

    /** Exchange did not process what has this warning; another warning belongs to a result. */
    @Test
    void takesAnItemOfAStoppedBatchForAFailure() {
        String message = "<m:M ResponseClass='Warning'><m:MessageText>No.</m:MessageText><m:ResponseCode>%s"
                + "</m:ResponseCode></m:M>";
        var answers = EwsCodec.responses(
                answer(
                        200,
                        envelope("<m:R xmlns:m='urn:m'><m:ResponseMessages>"
                                + message.formatted("ErrorNameResolutionMultipleResults")
                                + message.formatted("ErrorBatchProcessingStopped") + "</m:ResponseMessages></m:R>")),
                LYNC);
        assertThat(answers.get(0).succeeded()).isTrue();
        assertThat(answers.get(1).cause()).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(RefusalCode.PARTNER_REFUSED);
            assertThat(refusal.detail()).isEqualTo("ErrorBatchProcessingStopped: No.");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "200, , PARTNER_REFUSED",
        "302, <html/>, PARTNER_REFUSED",
        "500, <html>, UNAVAILABLE",
        "503, Service Unavailable, UNAVAILABLE",
        "503, <s:Envelope xmlns:s='urn:s'><s:Body/></s:Envelope>, PARTNER_REFUSED"
    })
    void triesAgainWhereAServerErrorHasNoSoapBody(int status, String body, RefusalCode expected) {
        assertThatThrownBy(() -> EwsCodec.responses(answer(status, body == null ? "" : body), LYNC))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(expected));
    }

    /** The HTTP status of a SOAP answer counts for nothing. */
    @ParameterizedTest
    @CsvSource({"200", "503"})
    void readsTheCodeOfAFaultWithoutDetail(int status) {
        String bare = envelope("<s:Fault><faultcode>a:ErrorServerBusy</faultcode></s:Fault>");

        assertThatThrownBy(() -> EwsCodec.responses(answer(status, bare), LYNC))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(RefusalCode.UNAVAILABLE);
                    assertThat(refusal.detail()).isEqualTo("ErrorServerBusy: (no message)");
                });
    }
}
