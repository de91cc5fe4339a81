package org.s2slab.exchange.hybrid;

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

/** Whatever the other half answers in place of what it was asked for, it refused. */
class HybridFailureMappingTest {
    @ParameterizedTest
    @CsvSource({
        "200, '', it answered 200 without a SOAP answer: ",
        "503, <a/>, it answered 503 without a SOAP answer: there is no SOAP body",
        "503, <a><Body/></a>, it answered 503 with an empty SOAP body",
        "500, <a><Body><Fault/></Body></a>, 'it answered 500: a fault: '",
        "503, <a><Body><Fault><faultcode>a:X</faultcode><faultstring>No.</faultstring><detail><ResponseCode>ErrorServerBusy"
                + "</ResponseCode></detail></Fault></Body></a>, it answered 503: ErrorServerBusy: No.",
        "200, <a><Body><R><ResponseMessages><M ResponseClass='Error'><ResponseCode>ErrorTimeoutExpired</ResponseCode></M>"
                + "</ResponseMessages></R></Body></a>, 'it answered 200: ErrorTimeoutExpired: '"
    })
    void refuses(int status, String body, String detail) {
        var answer = new PartnerResponse(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body));

        assertThatThrownBy(() -> EwsCodec.responses(answer, new HybridFailureMapping())
                        .get(0)
                        .await())
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(RefusalCode.PARTNER_REFUSED);
                    assertThat(refusal.detail()).startsWith(detail);
                });
    }
}
