package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestDeployment;

class RestTest {
    private static final String SITE = "/sites/sales";
    private static final String ITEMS = SITE + "/_api/web/lists/getbytitle('Calendar')/items";

    @TempDir
    Path folder;

    private SharePointLab lab;

    @BeforeEach
    void start() {
        lab = new SharePointLab(folder).withSales();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void showsAWebAndItsVisitorInTheFormAClientAsksFor() {
        JsonObject verbose = lab.as("bert").get(SITE + "/_api/web").json().getJsonObject("d");
        TestCall.Answer plain = lab.call()
                .basic("bert@contoso.com", TestDeployment.PASSWORD)
                .header("Accept", "application/json;odata=nometadata")
                .get(SITE + "/_api/Web/CurrentUser?%24select=LoginName,IsSiteAdmin");

        assertThat(verbose.getJsonObject("__metadata").getString("type")).isEqualTo("SP.Web");
        assertThat(verbose.getString("Url")).isEqualTo(SharePointLab.SALES);
        assertThat(plain.json())
                .isEqualTo(new JsonObject()
                        .put("LoginName", "i:0#.w|contoso\\bert")
                        .put("IsSiteAdmin", false));
    }

    @Test
    void aSiteAnswersAtTheHostOfItsWebApplicationOnly() {
        TestCall.Answer elsewhere = lab.atOtherHost()
                .basic("bert@contoso.com", TestDeployment.PASSWORD)
                .get(SITE + "/_api/web");
        TestCall.Answer made = lab.tryCmdlet(
                "New-SPSite", "Url", "https://" + SharePointLab.OTHER + "/sites/x", "OwnerAlias", "contoso\\anna");

        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(made.status()).isEqualTo(400);
        assertThat(made.body()).contains("expected https://" + SharePointLab.HOST);
    }

    @Test
    void deniesAPersonWithoutRightInItsOwnForm() {
        TestCall.Answer answer = lab.as("carla").get(SITE + "/_api/web");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().getJsonObject("error").getString("code"))
                .isEqualTo("-2147024891, System.UnauthorizedAccessException");
    }

    @Test
    void keepsItemsWithTheirVersions() {
        TestCall.Answer made = lab.writingAs("bert", SITE).post(ITEMS, event("Planning"));
        String etag = made.headers().get("ETag");
        TestCall.Answer changed = lab.writingAs("bert", SITE)
                .header("X-HTTP-Method", "MERGE")
                .header("IF-MATCH", etag)
                .post(ITEMS + "(1)", event("Planning II"));
        TestCall.Answer stale = lab.writingAs("bert", SITE)
                .header("X-HTTP-Method", "MERGE")
                .header("IF-MATCH", etag)
                .post(ITEMS + "(1)", event("Planning III"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(changed.status()).isEqualTo(204);
        assertThat(changed.headers().get("ETag")).isEqualTo("\"2\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(lab.as("bert").get(ITEMS + "(1)").json().getJsonObject("d").getString("Title"))
                .isEqualTo("Planning II");
        assertThat(lab.writingAs("bert", SITE)
                        .header("X-HTTP-Method", "DELETE")
                        .header("IF-MATCH", "*")
                        .send(HttpMethod.POST, ITEMS + "(1)", "")
                        .status())
                .isEqualTo(200);
        assertThat(lab.as("bert").get(ITEMS + "(1)").status()).isEqualTo(404);
    }

    @Test
    void asksAPersonForAFormDigestThatHolds() {
        TestCall late = lab.writingAs("bert", SITE);
        lab.clock.advance(Duration.ofMinutes(31));

        for (TestCall call :
                new TestCall[] {lab.as("bert"), lab.as("bert").header("X-RequestDigest", "0xAB,x"), late}) {
            TestCall.Answer answer = call.post(ITEMS, event("Planning"));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("The security validation for this page is invalid");
        }
    }

    @Test
    void turnsPages() {
        for (int i = 1; i <= 3; i++) {
            lab.writingAs("bert", SITE).post(ITEMS, event("Event " + i));
        }

        JsonObject first =
                lab.as("bert").get(ITEMS + "?$top=2&$select=Title").json().getJsonObject("d");
        String next = first.getString("__next");
        JsonObject second = lab.as("bert")
                .get(next.substring(SharePointLab.ROOT.length()))
                .json()
                .getJsonObject("d");

        assertThat(first.getJsonArray("results")).hasSize(2);
        assertThat(second.getJsonArray("results")).hasSize(1);
        assertThat(second.getJsonArray("results").getJsonObject(0).getString("Title"))
                .isEqualTo("Event 3");
        assertThat(second.containsKey("__next")).isFalse();
    }

    @Test
    void saysWhatItDoesNotKnowInItsOwnWords() {
        assertThat(error(SITE + "/_api/web/nothing"))
                .isEqualTo("404 -1, Microsoft.SharePoint.Client.ResourceNotFoundException");
        assertThat(error(SITE + "/_api/web/lists/getbytitle('None')")).isEqualTo("404 -1, System.ArgumentException");
        assertThat(error(ITEMS + "?$top=x")).startsWith("400 -1, Microsoft.SharePoint.Client.InvalidClientQuery");
        assertThat(error(SITE + "/_api/web?$select=Colour")).startsWith("400 -1, Microsoft.SharePoint.Client.Invalid");
        assertThat(lab.writingAs("bert", SITE)
                        .post(ITEMS, new JsonObject().put("Colour", "blue"))
                        .body())
                .contains("The property 'Colour' does not exist on type 'SP.Data.CalendarListItem'");
    }

    private String error(String path) {
        TestCall.Answer answer = lab.as("bert").get(path);
        return answer.status() + " " + answer.json().getJsonObject("error").getString("code");
    }

    private static JsonObject event(String title) {
        return new JsonObject()
                .put("Title", title)
                .put("EventDate", "2026-02-02T10:00:00Z")
                .put("EndDate", "2026-02-02T11:00:00Z");
    }
}
