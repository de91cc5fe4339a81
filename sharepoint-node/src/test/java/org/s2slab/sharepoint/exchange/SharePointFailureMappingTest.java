package org.s2slab.sharepoint.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.client.PartnerResponse;
import org.s2slab.ews.EwsCodec;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Which refusal each answer of Exchange is to SharePoint: what leaves open whether a meeting was booked. */
class SharePointFailureMappingTest {
    private static final SharePointFailureMapping SHAREPOINT = new SharePointFailureMapping();

    private static PartnerResponse answer(int status, String body) {
        return new PartnerResponse(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body));
    }

    private static String envelope(String content) {
        return "<s:Envelope xmlns:s='urn:s'><s:Body>" + content + "</s:Body></s:Envelope>";
    }

    private static String fault(String code) {
        return envelope("<s:Fault><faultcode>a:ErrorServerBusy</faultcode><faultstring>No.</faultstring>" + code
                + "</s:Fault>");
    }

    private static void isRefused(PartnerResponse answer, RefusalCode code, String detail) {
        assertThatThrownBy(() -> EwsCodec.responses(answer, SHAREPOINT).get(0).await())
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.detail()).startsWith(detail);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "ErrorServerBusy, UNAVAILABLE",
        "ErrorMailboxStoreUnavailable, UNAVAILABLE",
        "ErrorMailboxMoveInProgress, PARTNER_REFUSED",
        "ErrorInternalServerError, PARTNER_UNREACHABLE",
        "ErrorInternalServerTransientError, PARTNER_UNREACHABLE",
        "ErrorTimeoutExpired, PARTNER_UNREACHABLE",
        "ErrorItemNotFound, PARTNER_REFUSED",
        "ErrorAccessDenied, PARTNER_REFUSED"
    })
    void leavesOpenWhatAnInternalErrorDid(String code, RefusalCode expected) {
        isRefused(
                answer(500, fault("<detail><ResponseCode>" + code + "</ResponseCode></detail>")),
                expected,
                code + ": Exchange says: No.");
        isRefused(
                answer(
                        200,
                        envelope(
                                "<m:R xmlns:m='urn:m'><m:ResponseMessages><m:M ResponseClass='Error'><m:MessageText>No."
                                        + "</m:MessageText><m:ResponseCode>" + code
                                        + "</m:ResponseCode></m:M></m:ResponseMessages></m:R>")),
                expected,
                code + ": Exchange says: No.");
    }

    /** Of a status that is no fault nothing is read, whatever the body says. */
    @ParameterizedTest
    @CsvSource({
        "302, PARTNER_REFUSED",
        "404, PARTNER_REFUSED",
        "429, PARTNER_REFUSED",
        "501, PARTNER_UNREACHABLE",
        "502, PARTNER_UNREACHABLE",
        "503, PARTNER_UNREACHABLE",
        "504, PARTNER_UNREACHABLE"
    })
    void takesOtherStatusesByThemselves(int status, RefusalCode expected) {
        String busy = fault("<detail><ResponseCode>ErrorServerBusy</ResponseCode></detail>");

        isRefused(answer(status, busy), expected, "Exchange answered " + status);
        isRefused(answer(status, ""), expected, "Exchange answered " + status);
    }

    @ParameterizedTest
    @CsvSource({"200, ''", "500, <html>", "200, <a/>", "500, <s:Envelope xmlns:s='urn:s'><s:Body/></s:Envelope>"})
    void leavesOpenWhatAnAnswerWithoutSoapDid(int status, String body) {
        isRefused(answer(status, body), RefusalCode.PARTNER_UNREACHABLE, "Exchange answered " + status);
    }

    @ParameterizedTest
    @CsvSource({"200", "500"})
    void takesAFaultWithoutDetailForARefusal(int status) {
        isRefused(answer(status, fault("")), RefusalCode.PARTNER_REFUSED, "Fault: Exchange says: No.");
    }
}
