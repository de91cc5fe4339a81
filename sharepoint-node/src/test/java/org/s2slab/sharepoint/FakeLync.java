package org.s2slab.sharepoint;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.FakeResponse;
import org.s2slab.testing.FakeUcwa;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestMetadata;
import org.s2slab.testing.TestTokens;
import org.s2slab.validation.ValidationProfile;

/** A Lync as far as SharePoint uses it. */
class FakeLync extends FakeUcwa {
    static final String METADATA = "https://lync.contoso.com/metadata/json/1";

    /** What goes wrong. */
    final Faults faults = new Faults();

    FakeLync(SharePointLab lab) {
        super(lab.beside("lync.contoso.com", "lyncdiscoverinternal.contoso.com")
                .trusting(lab.trust(
                        new PrincipalId(WellKnownPrincipals.LYNC, TestTokens.REALM),
                        ValidationProfile.LYNC,
                        "lync.contoso.com"))
                .forAnyone(
                        HttpMethod.GET,
                        "/metadata/json/1",
                        FakePartner.json(
                                TestMetadata.document(WellKnownPrincipals.LYNC, "contoso.com", TestKeys.lync()))));
    }

    @Override
    protected void play(String step, HttpServerResponse response, Supplier<FakeResponse> work) {
        faults.play(
                step,
                response,
                work,
                FakeResponse.json(403, "{\"code\":\"Forbidden\"}"),
                FakeResponse.json(503, "{\"code\":\"ServiceUnavailable\"}"));
    }
}
